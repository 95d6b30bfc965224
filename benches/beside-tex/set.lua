-- The Lua half of set.tex: protrusion, patterns, and the figures of each line.

-- What hangs into the margins, in shares of a sign's width: {at the start, at the end}. The same as in
-- src/font/protrusion.rs for a face with serifs.
local function both(share) return { share, share } end
local hanging = { factor = 1, left = 1, right = 1 }
local shares = {
  ["."] = { 0, 0.7 }, [","] = { 0, 0.7 }, ["-"] = { 0, 0.6 }, [":"] = { 0, 0.45 }, [";"] = { 0, 0.45 },
  ["!"] = { 0, 0.2 }, ["?"] = { 0, 0.2 }, ["‘"] = both(0.65), ["’"] = both(0.65), ["“"] = both(0.45),
  ["”"] = both(0.45), ["«"] = both(0.3), ["»"] = both(0.3), ["–"] = both(0.3), ["—"] = both(0.18),
  ["…"] = { 0, 0.2 }, ["("] = { 0.12, 0 }, [")"] = { 0, 0.12 }, ["/"] = both(0.12), ["°"] = both(0.25),
  A = both(0.03), T = both(0.03), V = both(0.03), W = both(0.03), Y = both(0.03),
  F = { 0, 0.03 }, K = { 0, 0.03 }, L = { 0, 0.03 },
  P = { 0, 0.03 }, J = { 0.04, 0 },
  ["1"] = both(0.07), ["7"] = { 0, 0.06 },
}
for sign, pair in pairs(shares) do hanging[utf8.codepoint(sign)] = pair end
fonts.protrusions.setups.hanging = hanging

local glue, kern, glyph, disc = node.id("glue"), node.id("kern"), node.id("glyph"), node.id("disc")
local margin = node.id("margin_kern")
local point = 65781.76 -- scaled points in 1/72 inch

-- Whether a line ends in a hyphen of ours: the last thing on it but for what ends every line.
local function ends_in_hyphen(line)
  local item = node.tail(line.head)
  while item and (item.id == glue or item.id == margin or item.id == kern or item.id == node.id("penalty")) do
    item = item.prev
  end
  if not item then return false end
  if item.id == disc then return true end
  -- A discretionary that was taken leaves its glyphs behind it.
  return item.id == glyph and item.prev and item.prev.id == disc and item.char == 45
end

local out
local paragraph = 0
local function measure(head)
  local lines = {}
  for line in node.traverse_id(node.id("hlist"), head) do lines[#lines + 1] = line end
  for index, line in ipairs(lines) do
    local kind = index == #lines and "last" or "justified"
    local natural = node.dimensions(line.head)
    local ratio = line.glue_set
    if line.glue_sign == 2 then ratio = -ratio end
    if line.glue_order > 0 then ratio = 0 end
    local shrink = 0
    for item in node.traverse_id(glue, line.head) do shrink = shrink + item.shrink end
    local over = math.max(0, natural - line.width - shrink)
    out:write(string.format("%d\t%s\t%.3f\t%.3f\t%.3f\t%d\t%.3f\n", paragraph, kind, natural / point,
      line.width / point, ratio, ends_in_hyphen(line) and 1 or 0, over / point))
  end
  return head
end

local function read(path)
  local file = assert(io.open(path))
  local text = file:read("a")
  file:close()
  return text
end

function set_text(text_file, lines_file, patterns, right_hyphen_min)
  out = assert(io.open(lines_file, "w"))
  local language = lang.new()
  language:patterns(read(kpse.find_file(patterns .. ".pat.txt", "tex") or patterns .. ".pat.txt"))
  local exceptions = kpse.find_file(patterns .. ".hyp.txt", "tex")
  if exceptions then language:hyphenation(read(exceptions)) end
  tex.language = lang.id(language)
  -- Words go on behind an apostrophe, which the patterns know as the straight one.
  tex.setlccode(0x2019, 0x27)
  tex.lefthyphenmin, tex.righthyphenmin = 2, tonumber(right_hyphen_min)
  luatexbase.add_to_callback("post_linebreak_filter", measure, "figures of lines")
  for line in io.lines(text_file) do
    tex.print("\\directlua{next_paragraph()}")
    tex.print(line)
    tex.print("\\par")
  end
end

function next_paragraph() paragraph = paragraph + 1 end
