"use strict";
(() => {
  const table = document.getElementById("messages");
  if (table) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const value = (row, column) => {
      const text = row.cells[column].dataset.value ?? "";
      return text !== "" && !Number.isNaN(Number(text)) ? Number(text) : text;
    };
    [...table.tHead.rows[0].cells].forEach((cell, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = table.dataset.sort.replace("{name}", cell.textContent.trim());
      button.append(...cell.childNodes);
      cell.append(button);
      button.addEventListener("click", () => {
        const downFirst = cell.classList.contains("number");
        const before = cell.getAttribute("aria-sort");
        const order = before ? (before === "ascending" ? "descending" : "ascending") : downFirst ? "descending" : "ascending";
        for (const other of cell.parentNode.cells) other.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", order);
        const sign = order === "ascending" ? 1 : -1;
        rows.sort((one, two) => {
          const [first, second] = [value(one, column), value(two, column)];
          const compared = typeof first === "number" && typeof second === "number"
            ? first - second : String(first).localeCompare(String(second), document.documentElement.lang);
          return sign * compared;
        });
        body.append(...rows);
      });
    });
    const filter = document.querySelector(".filter");
    const search = document.getElementById("search");
    const standing = document.getElementById("standing");
    const shown = document.getElementById("shown");
    const update = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      for (const row of rows) {
        const text = row.cells[0].textContent.toLowerCase();
        const visible = words.every(word => text.includes(word)) && (!standing.value || row.dataset.standing === standing.value);
        row.hidden = !visible;
        count += visible;
      }
      shown.textContent = shown.dataset.text.replace("{n}", count).replace("{all}", rows.length);
    };
    search.addEventListener("input", update);
    standing.addEventListener("change", update);
    filter.hidden = false;
    update();
  }
  const quoted = text => /^[\w@%+=:,./åäöÅÄÖ-]+$/.test(text) ? text : "'" + text.replaceAll("'", "'\\''") + "'";
  for (const judge of document.querySelectorAll(".judge")) {
    const command = judge.querySelector(".command");
    const name = command.querySelector("input");
    const update = () => {
      const parts = [];
      for (const field of judge.querySelectorAll(".answer")) {
        const chosen = field.querySelector("input:checked");
        if (!chosen) continue;
        parts.push("--answer", `${field.dataset.id}=${chosen.value}`);
        const note = field.querySelector("textarea").value.trim().replace(/\s+/g, " ");
        if (note) parts.push("--note", quoted(note));
      }
      command.hidden = !parts.length;
      command.querySelector("code").textContent =
        ["template-check review", quoted(judge.dataset.path), "--by", quoted(name.value.trim() || "…"), ...parts].join(" ");
    };
    judge.addEventListener("input", update);
  }
  const open = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let one = target; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
  };
  addEventListener("hashchange", open);
  open();
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details:not([open])")) { one.open = true; one.dataset.closed = ""; }
  });
  addEventListener("afterprint", () => {
    for (const one of document.querySelectorAll("details[data-closed]")) { one.open = false; delete one.dataset.closed; }
  });
})();
