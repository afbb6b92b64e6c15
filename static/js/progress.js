// Asks every second how far a job is, and shows the finished page when it is done.
async function follow(box) {
  const text = box.querySelector("[data-progress-text]");
  const bar = box.querySelector("progress");
  let pause = 1000;
  while (box.dataset.state === "open") {
    await new Promise((resume) => setTimeout(resume, pause));
    try {
      const response = await fetch(box.dataset.url, { headers: { Accept: "application/json" } });
      if (response.status === 410) break;
      if (!response.ok) throw new Error(response.statusText);
      const job = await response.json();
      pause = 1000;
      box.dataset.state = job.state;
      if (job.step && text.textContent !== job.step) text.textContent = job.step;
      if (job.percent != null) bar.value = job.percent;
    } catch {
      pause = Math.min(2 * pause, 15000);
      text.textContent = box.dataset.lost;
    }
  }
  text.textContent = box.dataset.finished;
  location.reload();
}

document.querySelectorAll('[data-progress][data-url][data-state="open"]').forEach(follow);
