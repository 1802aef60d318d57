// The page as a whole. What is at the top is there already; the files come after it was painted, the picture after them.

const report = /** @type {{ steps: StepDocument[], graph: { before: GraphPicture, after: GraphPicture } | null }} */ (readDocument());

/** @param {() => void} task */
function afterPaint(task) {
  requestAnimationFrame(() => setTimeout(task));
}

afterPaint(() => {
  const files = new Files(report.steps);
  listenToKeys(files, new Search(files));
  if (report.graph) showGraph(report.graph);
  document.documentElement.dataset.ready = "true";
});
