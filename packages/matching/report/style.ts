/** The look of the report: dark on pale with four colours of more than 4.5 to 1, one column on a telephone. */
export const style = `:root{color-scheme:light}body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:1rem auto;padding:0 1rem;color:#1c2524;background:#fdfcf8;overflow-wrap:anywhere}
h1,h2,h3{line-height:1.2}h2{margin-top:2.5rem}h3{margin:1rem 0 .25rem;font-size:1rem}
figure{margin:1rem 0}figure svg{width:100%;max-width:38rem;height:auto;font:10px system-ui,sans-serif}
svg .for{fill:#0b5f58;stroke:#0b5f58}svg .against{fill:#9a3412;stroke:#9a3412}svg .third{fill:#5b21b6;stroke:#5b21b6}
polyline{stroke-width:2}svg polyline{fill:none!important}svg .against:not(.band){stroke-dasharray:7 3}svg .third:not(.band){stroke-dasharray:2 3}.band{opacity:.15;stroke:none!important}
circle{fill:#1c2524}text{fill:#1c2524}.legend{list-style:none;padding:0;margin:.25rem 0;font-size:.875rem}.legend svg{width:1.5rem}
.bars{list-style:none;padding:0;margin:.5rem 0}.bars li{display:grid;grid-template-columns:minmax(8rem,19rem) 1fr 4.5rem;gap:.1rem .75rem;align-items:center;font-size:.875rem;padding:.1rem 0}
.track{position:relative;height:.8rem;background:#efece2}.track i{position:absolute;top:0;bottom:0}.track .for{background:#0b5f58}.track .against{background:#9a3412}.track .zero{width:1px;background:#1c2524}
.said{text-align:right;font-variant-numeric:tabular-nums}
@media (max-width:36rem){.bars li{grid-template-columns:1fr 4.5rem}.track{grid-row:2;grid-column:1/-1}h1{font-size:1.6rem}figure svg{font-size:13px}}
table{border-collapse:collapse;width:100%;overflow-wrap:normal}th,td{text-align:left;vertical-align:top;padding:.25rem .5rem .25rem 0;border-bottom:1px solid #d8d5cc;font-variant-numeric:tabular-nums}td{font-size:.9375rem}th[scope=row]{overflow-wrap:anywhere;min-width:6.5rem;font-weight:600;font-size:.9rem}.numbered th:first-child{min-width:0;white-space:nowrap}
caption{text-align:left;font-weight:600;padding:.5rem 0}.aloud{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}.wide{overflow-x:auto;position:relative}
.rings{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1.5rem}.rings svg{width:100%;max-width:24rem;font:11px system-ui,sans-serif}.rings .many svg{font-size:7px}.cell{fill:#0b5f58}.paper{fill:#efece2}.cross{fill:#9a3412}.rings ol{margin:0;padding-left:2rem;font-size:.8125rem}
.rings .many{grid-column:1/-1}.rings .many svg{max-width:34rem}.rings .many ol{columns:12rem}
summary{padding:.35rem 0;cursor:pointer}summary:focus-visible,.wide:focus-visible{outline:3px solid #0b5f58;outline-offset:2px}details ul:not(.bars){padding-left:1.25rem}
@media print{details{break-inside:avoid}}`
