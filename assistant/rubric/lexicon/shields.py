"""Words of hiding behind a rule, a machine or a superior (D17).

Tables for `any_of`: an idea a line, its forms beside one another.
"""

from __future__ import annotations

RULES = """
polic(?:y|ies)|rules?|rulebook|regulations?|guidelines?|procedures?|protocols?|process(?:es)?|practice|manual|handbook|script|workflow
terms(?: and conditions| of \\w+)?|t&cs?|conditions(?: of \\w+)?|contract|agreement|small print|fine print|clause(?: \\d+)?|section [\\d.]+|paragraph [\\d.]+|article [\\d.]+
tariff|plan|fare|rate|warranty|guarantee|licen[cs]e|scheme|programme|program|framework|instructions|guidance|directive|mandate|standards?|criteria|requirements
"""
"""What is written down and obeyed."""

MACHINES = """
system|computer|software|program|tool|platform|screen|database|machine|portal|app|website|site|till|booking engine|booking tool|form|crm|algorithm|back office|terminal|interface
"""
"""What does not let anybody."""

PERMISSIONS = """
access(?: level| rights)?|permissions?|role|remit|authori[sz]ation level|clearance|login|user rights|profile|position|pay grade|mandate|licen[cs]e|team
"""
"""What a person may."""

SUPERIORS = """
head office|headquarters|hq|management|(?:upper|senior|higher) management|corporate|legal|compliance|upstairs|the board|the brand|the owners|finance|the auditors|our lawyers|the company|company|central office|the powers that be|those above me|my superiors
"""
"""Who decides elsewhere."""

NOT_LETTING = """
(?:does|do|did|will|would|can|could|may|is|are)(?:n't| not|not)|won't|can't|cannot|never|no longer|nowhere|refuses? to|fails? to|declines? to|hardly
"""
"""A denial."""

LETTING = """
let|lets|allow|allows|permit|permits|provide|provides|include|cover|extend|give|gives|accept|foresee|support|enable|offer|contain|make|recogni[sz]e|show|leave|stretch|authori[sz]e|entitle|have|able|set up|designed|built|meant|possible
"""
"""What a rule or machine might have done for the customer."""

FORBIDDING = """
requires?|foresees?|dictates?|demands?|rules? (?:it |this |that )?out|ruled out|excludes?|prohibits?|forbids?|prevents?|stops?|blocks?|bars?|binds?|ties?|obliges?|forces?|prescribes?|stipulates?|insists?|instructs?|limits?|restricts?
tells? (?:us|me|staff|agents) (?:to|not)|leaves? (?:no|me no|us no|little)|says? no|says? that|states? that|decided against|has decided|have decided|expects? (?:us|me|all)|only (?:allows?|lets?|accepts?|covers?|provides?|permits?)|wants? (?:it|us) (?:to|that)|calls? for|makes? (?:it|this) impossible|has the last word|takes? precedence|comes? first
"""
"""What a rule, machine or superior does against the customer."""

FIXED = """
(?:the )?rule(?:s|book)? (?:is|are) (?:the )?rule(?:s|book)?|policy is (?:the )?policy|the terms are the terms|a contract is a contract|that's just how it is|that is how (?:it|our|the|this)|how (?:our|the|this|these) \\w+ (?:has|have) always|that's the way
i would if i could|if it were up to me|were it up to me|it's not me who|not my (?:decision|call|choice) (?:to make)?|i don't make the|i didn't make the|i only work here|that is all i can (?:say|do)|my hands
"""
"""Shrugs."""
