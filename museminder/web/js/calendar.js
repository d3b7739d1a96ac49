import "./behaviors.js";
