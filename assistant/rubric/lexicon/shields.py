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

GREYED = """
gre[yae]+s?(?: \\w+){0,3} out|greyed|locks?(?: \\w+){0,3}|times? out|freezes?|shuts?(?: \\w+){0,2} off|closes?(?: \\w+){0,2}|cuts? off|throws? (?:up )?(?:an? )?(?:\\w+ )?error|hides?|disables?|bounces?|kicks? (?:it|me|us|that) (?:out|back)|caps?|defaults? to|overrules?|overrides?
"""
"""How a machine shuts somebody out."""

BARRED_STAFF = """
(?:agents?|advis[eo]rs?|staff|reps?|representatives?|we|people|nobody|no one|colleagues|the team|operators?|drivers?|engineers?|tellers?|clerks?|none of us)(?: (?:here|like me|in \\w+|at \\w+|on \\w+(?: \\w+)?))*
"""
"""Who works here."""

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
(?:it's|it is|that's|that is|this is) (?:an? |the |just a |simply a |only a |one of the |one of our )?(?:\\w+ )?(?:rule|regulation|requirement|instruction|order|decision|directive|restriction|policy|procedure|limitation)s? (?:from|set by|handed down|made|that comes?|coming|laid down by) (?:above|head\\w*|the top|upstairs|higher up|management|on high|\\w+ above)|(?:comes?|came|handed down) from (?:above|the top|higher up|on high|head office|management|headquarters)
nothing (?:to be|that can be|can be|which can be) done(?: from| at| by| about|$)|nothing (?:i|we|anyone|anybody) can do|(?:my|our) side of (?:the )?\\w+ (?:doesn't|does not) (?:let|allow)|at my level|above my (?:level|grade|rank)
i would if i could|if it were up to me|were it up to me|it's not me who|not my (?:decision|call|choice) (?:to make)?|i don't make the|i didn't make the|i only work here|that is all i can (?:say|do)|my hands
"""
"""Shrugs."""
