import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Validates files with veraPDF against PDF/UA-1 and PDF/A-3a, one line for each file and profile.
 *
 * The profiles are read from the jar by hand, because Java brings no JAXB any more.
 */
public class Verify {
    private static final String FOLDER = "/org/verapdf/pdfa/validation/";

    public static void main(String[] paths) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile[] profiles = {
            profile("PDFUA-1.xml", PDFAFlavour.PDFUA_1), profile("PDFA-3A.xml", PDFAFlavour.PDFA_3_A)
        };
        for (String path : paths) {
            for (ValidationProfile profile : profiles) {
                System.out.println(path + "\t" + verdict(new File(path), profile));
            }
        }
    }

    private static String verdict(File file, ValidationProfile profile) throws Exception {
        PDFAFlavour flavour = profile.getPDFAFlavour();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
            ValidationResult result =
                Foundries.defaultInstance().createValidator(profile, false).validate(parser);
            TreeMap<String, Integer> failed = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-"
                        + assertion.getRuleId().getTestNumber();
                    failed.merge(rule, 1, Integer::sum);
                }
            }
            String word = result.isCompliant() ? "compliant" : "failed";
            return flavour.getId() + "\t" + word + "\t" + result.getTotalAssertions() + "\t" + failed;
        }
    }

    private static ValidationProfile profile(String name, PDFAFlavour flavour) throws Exception {
        Element root;
        try (InputStream stream = Verify.class.getResourceAsStream(FOLDER + name)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            root = factory.newDocumentBuilder().parse(stream).getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element each : all(root, "rule")) {
            Element id = all(each, "id").get(0);
            rules.add(Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                    PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                    id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                each.getAttribute("object"),
                each.hasAttribute("deferred") ? Boolean.valueOf(each.getAttribute("deferred")) : null,
                each.getAttribute("tags"), text(each, "description"), text(each, "test"),
                Profiles.errorFromValues(text(each, "message"), new ArrayList<>()), new ArrayList<>()));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element each : all(root, "variable")) {
            variables.add(Profiles.variableFromValues(
                each.getAttribute("name"), each.getAttribute("object"),
                text(each, "defaultValue"), text(each, "value")));
        }
        return Profiles.profileFromValues(
            flavour, Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date()), "",
            rules, variables);
    }

    private static List<Element> all(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int index = 0; index < nodes.getLength(); index++) {
            elements.add((Element) nodes.item(index));
        }
        return elements;
    }

    private static String text(Element parent, String name) {
        List<Element> elements = all(parent, name);
        return elements.isEmpty() ? "" : elements.get(0).getTextContent();
    }
}
