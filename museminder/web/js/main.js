// What every page loads. Calendar and charts are files of their own, loaded by the pages that have them.
import { attachAll } from "./behaviors.js";
import "./copy.js";
import "./dialog.js";
import "./drafts.js";
import "./htmx_glue.js";
import "./menu.js";
import "./search_shortcut.js";
import "./select_many.js";
import "./tabs.js";
import "./theme_switch.js";
import "./toast.js";

document.documentElement.dataset.script = "on";
attachAll();
document.addEventListener("htmx:load", (event) => attachAll(event.detail.elt));
