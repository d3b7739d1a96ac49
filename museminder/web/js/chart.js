// A chart beside its table: the table is the truth and stays; the picture takes its colors from the tokens.
import {
  BarController, BarElement, CategoryScale, Chart, Filler, LinearScale, LineController, LineElement, PointElement, Tooltip,
} from "chart.js";

import { attachAll, behave } from "./behaviors.js";

Chart.register(
  BarController, BarElement, CategoryScale, Filler, LinearScale, LineController, LineElement, PointElement, Tooltip,
);

/** A token as a color a canvas understands: the browser resolves light-dark() and oklch(from …) for us. */
function color(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function datasets(data) {
  return data.series.map((series, at) => {
    const past = series.style === "past";
    return {
      label: series.label,
      data: data.values.map((row) => row[at]),
      borderColor: color(past ? "--ink-3" : "--accent"),
      backgroundColor: color(data.kind === "bar" ? (past ? "--line" : "--accent") : "--accent-wash"),
      borderDash: past ? [3, 4] : [],
      borderWidth: past ? 1.5 : 2,
      fill: data.kind === "line" && !past,
      pointRadius: 0,
      pointHitRadius: 12,
      tension: 0.2,
    };
  });
}

function writer(data) {
  const language = document.documentElement.lang;
  if (/^[A-Z]{3}$/.test(data.unit)) {
    const money = new Intl.NumberFormat(language, { style: "currency", currency: data.unit });
    const { maximumFractionDigits: digits } = money.resolvedOptions();
    return (amount) => money.format(amount / 10 ** digits);
  }
  const plain = new Intl.NumberFormat(language);
  return (value) => (data.unit ? `${plain.format(value)} ${data.unit}` : plain.format(value));
}

function draw(canvas, data) {
  const written = writer(data);
  const text = color("--ink-3");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return new Chart(canvas, {
    type: data.kind,
    data: { labels: data.labels, datasets: datasets(data) },
    options: {
      animation: still ? false : { duration: 220 },
      maintainAspectRatio: false,
      interaction: { mode: "index", intersect: false },
      font: { family: getComputedStyle(document.body).fontFamily },
      scales: {
        x: { ticks: { color: text, maxRotation: 0, autoSkipPadding: 16 }, grid: { display: false }, border: { color: text } },
        y: { ticks: { color: text, callback: written, maxTicksLimit: 5 }, grid: { color: color("--line-soft") }, border: { display: false }, beginAtZero: true },
      },
      plugins: { tooltip: { callbacks: { label: (item) => `${item.dataset.label}: ${written(item.raw)}` } } },
    },
  });
}

behave("[data-chart]", (section) => {
  const canvas = section.querySelector("canvas");
  const data = JSON.parse(document.getElementById(`${canvas.id}-data`).textContent);
  section.querySelector(".chart-box").hidden = false;
  section.querySelector(".chart-table").open = false;
  let chart = draw(canvas, data);
  const again = () => { chart.destroy(); chart = draw(canvas, data); };
  new MutationObserver(again).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
});

attachAll();
document.addEventListener("htmx:load", (event) => attachAll(event.detail.elt));
