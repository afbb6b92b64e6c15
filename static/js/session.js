// Asks whether the same person is still signed in, and renews the tokens of the forms.
const words = document.querySelector("[data-words]").dataset;
const PATIENCE = 10000, SOON = 3000;
const waiting = new Map();
let notBefore = 0, calls = 0;

// The portal says when to come back; a person may press "Try again" sooner, a page does not.
export function heed(response) {
  const said = response.headers.get("Retry-After") ?? 0;
  notBefore = Date.now() + 1000 * said || Date.parse(said) || 0;
}
export const rest = () => Math.max(0, notBefore - Date.now());

// Who is called during a question asks once more: the answer may speak of before the call.
export async function check() {
  const heard = calls;
  const answer = await ask();
  return answer.state === "ok" || heard === calls ? answer : check();
}

async function ask() {
  try {
    const options = { headers: { Accept: "application/json" }, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) };
    const response = await fetch(words.session, options);
    if (!response.ok) {
      heed(response);
      return { state: "busy" };
    }
    const answer = await response.json();
    if (!answer.signed_in) return { state: "signedOut" };
    if (String(answer.user) !== words.user) return { state: "other" };
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((one) => { one.value = answer.csrf; });
    return { state: "ok" };
  } catch (error) {
    return { state: error.name === "TypeError" ? "offline" : "busy" };
  }
}

const signIn = () => `${words.signIn}?next=${encodeURIComponent(words.signedIn)}`;
export const openSignIn = () => openSmall(signIn());
// Whoever is signed in instead signs out first.
export const openSignOut = () => openSmall(`${words.signOut}?next=${encodeURIComponent(signIn())}`);

function openSmall(url) {
  if (!open(url, "gmp-sign-in", "width=600,height=800")) location.assign(url);
}

// Calls back once the same person is signed in again, in whatever window that happened; or tells
// that it is somebody else. What waits under the same name waits once.
export function whenBack(name, act, tellOther) {
  waiting.set(name, { act, tellOther });
}

let asking = false;
async function look() {
  calls += 1;
  if (!waiting.size || asking) return;
  asking = true;
  const { state } = await check();
  asking = false;
  if (state === "other") waiting.forEach(({ tellOther }) => tellOther());
  // No answer is no "no": nobody may come to this window again to ask.
  if (["busy", "offline"].includes(state)) setTimeout(look, Math.max(rest(), SOON));
  if (state !== "ok") return;
  const all = [...waiting.values()];
  waiting.clear();
  all.forEach(({ act }) => act());
}

new BroadcastChannel("gmp-session").addEventListener("message", look);
addEventListener("focus", look);
addEventListener("online", look);
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
