// On a page that has moved: the row that was asked for travels along, which a refresh would drop.

const way = document.querySelector("a#moved");
if (way instanceof HTMLAnchorElement && location.hash) location.replace(way.href + location.hash);
