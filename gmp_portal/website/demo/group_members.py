"""Who sits in the Example Advisory Group."""

# Name, organization, constituency, country, gender; all of them are invented.
MEMBERS = (
    (
        "Amina Example",
        "Example Ministry of Environment of the Lakes",
        "government",
        "KE",
        "woman",
    ),
    ("Kwame Sample", "Example Agency for Chemicals Safety", "government", "GH", "man"),
    ("Fatou Example", "Sample Network against Mercury", "ngo", "SN", "woman"),
    (
        "Thandi Sample",
        "Example Institute for Occupational Health",
        "science",
        "ZA",
        "woman",
    ),
    ("Linh Example", "Example Ministry of Natural Resources", "government", "VN", "woman"),
    ("Rahul Sample", "Sample Centre for Clean Industry", "industry", "IN", "man"),
    (
        "Keiko Example",
        "Example University of Atmospheric Research",
        "science",
        "JP",
        "woman",
    ),
    ("Siti Sample", "Example Forum of Small Islands", "ngo", "FJ", "woman"),
    (
        "Milan Example",
        "Example Ministry of Environment of the Hills",
        "government",
        "RS",
        "man",
    ),
    ("Lucía Sample", "Example Secretariat of Environment", "government", "MX", "woman"),
    (
        "Joaquim Example",
        "Sample Association of Responsible Miners",
        "industry",
        "BR",
        "man",
    ),
    ("Rosa Example", "Example Foundation for Healthy Rivers", "ngo", "PE", ""),
    ("Andrew Sample", "Example Council of Dental Suppliers", "industry", "GB", "man"),
    (
        "Ingrid Example",
        "Example Environment Agency of the North",
        "government",
        "SE",
        "woman",
    ),
    ("Celine Sample", "Example Geological Survey", "science", "CA", ""),
    ("Elena Example", "Example Commission for Regional Integration", "reio", "", "woman"),
    ("Hassan Sample", "Example Authority for Waste", "government", "JO", "man"),
)
