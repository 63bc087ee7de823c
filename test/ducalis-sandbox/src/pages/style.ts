/** The one style sheet of the pages, light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1d2433; --soft: #667085; --line: #e4e7ec; --back: #f7f8fa; --card: #fff;
  --accent: #5b4bdb; --accent-soft: #eeecfc; --good: #12805c; --bad: #b42318; --star: #e5a50a; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e8ee; --soft: #98a2b3; --line: #2f3542; --back: #14171f;
  --card: #1c212c; --accent: #9d92ff; --accent-soft: #2b2850; --good: #4cc38a; --bad: #ff8b80; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
header { background: var(--card); border-bottom: 1px solid var(--line); }
header nav { max-width: 1040px; margin: 0 auto; padding: 12px 24px; display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center; }
header .brand { font-weight: 700; color: var(--text); }
header small { margin-left: auto; color: var(--soft); }
main { max-width: 1040px; margin: 0 auto; padding: 24px; }
h1 { font-size: 24px; margin: 0 0 4px; } h2 { font-size: 17px; margin: 24px 0 12px; }
p.lead { color: var(--soft); margin: 0 0 20px; }
a { color: var(--accent); text-decoration: none; } a:hover { text-decoration: underline; }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(280px, 1fr)); gap: 16px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px; margin-bottom: 16px; }
.tabs { display: flex; flex-wrap: wrap; gap: 0 16px; margin-bottom: 16px; border-bottom: 1px solid var(--line); }
.tabs a { padding: 8px 0; color: var(--soft); } .tabs a[aria-current] { color: var(--text); border-bottom: 2px solid var(--accent); }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-weight: 500; color: var(--soft); font-size: 13px; }
th, td { padding: 10px 16px; border-bottom: 1px solid var(--line); } tr:last-child td { border-bottom: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.soft { color: var(--soft); } .star { color: var(--star); }
.pill { background: var(--accent-soft); color: var(--accent); border-radius: 99px; padding: 2px 10px; font-size: 13px; }
.figures { display: flex; flex-wrap: wrap; gap: 32px; } .figures b { display: block; font-size: 24px; line-height: 1.3; }
.slider { display: grid; grid-template-columns: 180px 1fr 56px; gap: 16px; align-items: center; margin-bottom: 12px; }
.slider output { text-align: right; font-variant-numeric: tabular-nums; font-weight: 600; }
input[type=range] { width: 100%; accent-color: var(--accent); }
label.row { display: block; margin-bottom: 16px; font-weight: 500; }
input[type=text], input[type=password], textarea, select { display: block; width: 100%; margin-top: 4px; padding: 8px 12px;
  border: 1px solid var(--line); border-radius: 8px; background: var(--back); color: var(--text); font: inherit; }
.actions { display: flex; flex-wrap: wrap; gap: 16px; align-items: center; margin-top: 16px; } .actions select { width: auto; margin: 0; }
button, .button { display: inline-block; background: var(--accent); color: var(--card); border: 0; border-radius: 8px; padding: 8px 18px; font: inherit;
  font-weight: 600; cursor: pointer; }
fieldset { border: 1px solid var(--line); border-radius: 8px; margin: 0 0 16px; padding: 8px 12px; min-width: 0; }
.check { display: block; } .cog { float: right; font-size: 20px; line-height: 1; text-decoration: none; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.card, .lead, dd, li { overflow-wrap: anywhere; }
.problem { color: var(--bad); } .done { color: var(--good); }
.bar { height: 6px; border-radius: 3px; background: var(--line); overflow: hidden; margin-top: 12px; }
.bar i { display: block; height: 100%; background: var(--accent); }
dl { display: grid; grid-template-columns: 180px 1fr; gap: 8px 16px; margin: 0; } dt { color: var(--soft); } dd { margin: 0; }
@media (max-width: 600px) { main { padding: 16px; } dl { grid-template-columns: 1fr; } .slider { grid-template-columns: 1fr 56px; } .slider label { grid-column: 1 / -1; } }
`;
