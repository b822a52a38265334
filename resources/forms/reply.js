"use strict";
(function () {
  const about = JSON.parse(document.getElementById("about").textContent);
  const form = document.getElementById("reply"), told = document.getElementById("told");
  const entries = Array.from(form.querySelectorAll("fieldset"));
  let unsaved = false;

  function value(box) {
    return box.type === "checkbox" ? (box.checked ? "yes" : "") : box.value.trim();
  }

  function answered(part) {
    const found = {};
    part.querySelectorAll("[data-field]").forEach(function (box) {
      if (value(box)) found[box.dataset.field] = value(box);
    });
    return found;
  }

  function bare(text) {
    return text.replace(/[\s\u00ad]+/g, "");
  }

  // FNV-1a over UTF-16: tells a file that was changed by hand or on its way, as exchange/replies.py does.
  function sum(text) {
    let hash = 0x811c9dc5;
    for (let n = 0; n < text.length; n++) {
      hash = Math.imul(hash ^ (text.charCodeAt(n) & 0xff), 0x01000193);
      hash = Math.imul(hash ^ (text.charCodeAt(n) >> 8), 0x01000193);
    }
    return (hash >>> 0).toString(16).padStart(8, "0");
  }

  function pairs(found) {
    return Object.keys(found).sort().map(function (name) { return name + "=" + found[name]; });
  }

  function gathered() {
    const reply = {villagedesk: "reply", kind: about.kind, form: about.form,
                   head: answered(form.querySelector(".head")), entries: []};
    const parts = [reply.kind, reply.form].concat(pairs(reply.head));
    entries.forEach(function (entry) {
      const one = {id: entry.dataset.entry, words: bare(entry.querySelector(".text").textContent),
                   answers: answered(entry)};
      reply.entries.push(one);
      parts.push(one.id, one.words, ...pairs(one.answers));
    });
    reply.sum = sum(parts.join("\u001f"));
    return reply;
  }

  function count() {
    const done = entries.filter(function (entry) { return Object.keys(answered(entry)).length; }).length;
    document.getElementById("count").textContent =
      about.words.count.replace("{done}", done).replace("{all}", entries.length);
    return done;
  }

  function say(words, box) {
    told.textContent = words;
    if (box) box.focus();
  }

  form.addEventListener("input", function () { unsaved = true; count(); });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    const reply = gathered(), name = form.querySelector("[data-field=name]");
    if (name && !reply.head.name) return say(about.words.name, name);
    if (!count()) return say(about.words.nothing, entries[0].querySelector("[data-field]"));
    const safe = (reply.head.name || "").replace(/[\\/:*?"<>|\u0000-\u001f]+/g, " ").slice(0, 60).trim();
    const file = [about.words.reply, about.file, safe].filter(Boolean).join(", ") + ".json";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(reply, null, 1)], {type: "application/json"}));
    link.download = file;
    document.body.appendChild(link);
    link.click();
    link.remove();
    unsaved = false;
    say(about.words.saved.replace("{file}", file));
  });
  window.addEventListener("beforeunload", function (event) { if (unsaved) event.preventDefault(); });
  count();
})();
