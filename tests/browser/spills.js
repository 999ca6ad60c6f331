// What runs out of its place from left to right: the page itself, or text outside whatever holds it.
() => {
  const found = [];
  const main = document.querySelector('[data-testid=stMain]');
  for (const one of [document.scrollingElement, main]) {
    if (one && one.scrollWidth > one.clientWidth + 1) {
      found.push(`the page is ${one.scrollWidth} px wide and shows ${one.clientWidth}`);
    }
  }
  if (!main) return found;
  const scrolls = (one) => /auto|scroll/.test(getComputedStyle(one).overflowX);
  const scrolledTo = (one) => one && one !== main && (scrolls(one) || scrolledTo(one.parentElement));
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (!node.data.trim() || !holder || seen.has(holder)) continue;
    seen.add(holder);
    // Icons are words in a font of their own, and the number above a slider's knob is centred on it.
    if (holder.closest('style, script, svg, canvas, [data-testid=stIconMaterial], [data-testid=stSlider], .ms, [aria-hidden=true]')) continue;
    const range = document.createRange();
    range.selectNodeContents(holder);
    const text = range.getBoundingClientRect();
    if (text.width < 2 || text.height < 2) continue;
    for (let around = holder; around && around !== main; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (style.visibility === 'hidden' || style.clip === 'rect(0px, 0px, 0px, 0px)' || style.clipPath !== 'none') break;
      if (style.position === 'fixed' || style.display === 'contents') break;
      if (scrolledTo(around)) break;
      const box = around.getBoundingClientRect();
      if (box.width < 2 || style.display.startsWith('inline')) continue;
      if (text.right > box.right + 2 || text.left < box.left - 2) {
        found.push(`“${node.data.trim().slice(0, 40)}” is ${Math.round(text.width)} px wide in ${Math.round(box.width)} px`);
        break;
      }
    }
  }
  return found.slice(0, 5);
}
