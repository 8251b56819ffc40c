package io.azimuth.adapters.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.ast.CelExpr;
import io.azimuth.domain.expression.ExpressionMember;
import io.azimuth.domain.expression.ExpressionSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an expression mentions, and why it is refused although its types are right. The library has
 * no limit of cost, so the shape has: without loops each node is evaluated at most once.
 */
final class ExpressionShape {

  /** The most nodes of the tree of an expression. */
  static final int MAX_NODES = 300;

  /** The most levels of that tree. */
  static final int MAX_DEPTH = 40;

  /** The greatest size of all patterns together, in instructions of RE2. */
  static final int MAX_PATTERNS = 300;

  private static final String LARGE_PATTERNS = "its patterns are too large";

  private final ExpressionSchema schema;
  private final Set<ExpressionMember> members = new LinkedHashSet<>();
  private final List<String> problems = new ArrayList<>();
  private int nodes;
  private int patterns;

  private ExpressionShape(ExpressionSchema schema) {
    this.schema = schema;
  }

  static ExpressionShape of(CelExpr tree, ExpressionSchema schema) {
    ExpressionShape shape = new ExpressionShape(schema);
    shape.visit(tree, 1);
    shape.addIf(shape.nodes > MAX_NODES, "it has more than " + MAX_NODES + " parts");
    shape.addIf(shape.patterns > MAX_PATTERNS, LARGE_PATTERNS);
    shape.addIf(shape.members.isEmpty(), "it mentions no member of " + shape.objects());
    return shape;
  }

  /** The members that it mentions. */
  Set<ExpressionMember> members() {
    return members;
  }

  /** Why it is refused; empty when it is not. */
  List<String> problems() {
    return problems;
  }

  private void visit(CelExpr node, int depth) {
    nodes++;
    if (nodes > MAX_NODES) {
      return;
    }
    if (depth > MAX_DEPTH) {
      addIf(true, "it is nested too deeply");
      return;
    }
    switch (node.getKind()) {
      case CONSTANT -> {}
      case SELECT -> select(node, depth);
      case CALL -> call(node, depth);
      case LIST -> node.list().elements().forEach(element -> visit(element, depth + 1));
      case IDENT -> addIf(true, "only members of " + objects() + " have values, as in claims.oid");
      case STRUCT, MAP -> addIf(true, "it makes an object");
      case COMPREHENSION, NOT_SET -> addIf(true, "it has a loop");
    }
  }

  private void select(CelExpr node, int depth) {
    Optional<ExpressionMember> member = MemberTexts.member(node, schema);
    if (member.isPresent()) {
      nodes++;
      members.add(member.get());
    } else {
      visit(node.select().operand(), depth + 1);
    }
  }

  private void call(CelExpr node, int depth) {
    node.call().target().ifPresent(target -> visit(target, depth + 1));
    List<CelExpr> arguments = node.call().args();
    arguments.forEach(argument -> visit(argument, depth + 1));
    if (node.call().function().equals("matches")) {
      pattern(arguments.get(arguments.size() - 1));
    }
    UnusableCall.problem(node.call(), schema).ifPresent(problem -> addIf(true, problem));
  }

  /** A pattern is a literal, so that its cost is known now, and names the whole text. */
  private void pattern(CelExpr argument) {
    Optional<String> quoted = MemberTexts.quoted(argument);
    if (quoted.isEmpty()) {
      addIf(true, "the pattern of matches is a text in quotes");
      return;
    }
    String text = quoted.get();
    // First, because the growth of a pattern with flags or quotes is another one.
    if (!WholePattern.isWhole(text)) {
      addIf(
          true,
          "the pattern of matches begins with ^ and ends with $, with every | in parentheses:"
              + " otherwise it finds parts of a text");
      return;
    }
    if (PatternGrowth.of(text) > MAX_PATTERNS) {
      addIf(true, LARGE_PATTERNS);
      return;
    }
    try {
      patterns += Pattern.compile(text).programSize();
    } catch (PatternSyntaxException e) {
      addIf(true, "a pattern of matches is no pattern of RE2");
    }
  }

  private String objects() {
    return String.join(" and ", schema.objects().keySet().stream().sorted().toList());
  }

  private void addIf(boolean wrong, String problem) {
    if (wrong && !problems.contains(problem)) {
      problems.add(problem);
    }
  }
}
