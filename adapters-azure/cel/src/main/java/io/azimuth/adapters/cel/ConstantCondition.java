package io.azimuth.adapters.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.azimuth.domain.expression.ExpressionSchema;
import io.azimuth.domain.expression.ExpressionSpelling;
import io.azimuth.domain.expression.ExpressionType;
import java.util.List;
import java.util.Optional;

/**
 * Whether a condition has the same result for all logins for which it has one. A condition that is
 * not found to be certain may still be so: parts are judged by themselves, and not against one
 * another.
 */
final class ConstantCondition {

  private final ExpressionSchema schema;

  ConstantCondition(ExpressionSchema schema) {
    this.schema = schema;
  }

  /** The certain result; empty when it depends on values, or that is not known. */
  Optional<Boolean> of(CelExpr node) {
    return switch (node.getKind()) {
      case CONSTANT ->
          node.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
              ? Optional.of(node.constant().booleanValue())
              : Optional.empty();
      case SELECT -> isAlwaysThere(node) ? Optional.of(true) : Optional.empty();
      case CALL -> ofCall(node.call());
      default -> Optional.empty();
    };
  }

  private boolean isAlwaysThere(CelExpr node) {
    return node.select().testOnly()
        && MemberTexts.member(node, schema).filter(schema.always()::contains).isPresent();
  }

  private Optional<Boolean> ofCall(CelExpr.CelCall call) {
    List<CelExpr> parts = MemberTexts.parts(call).toList();
    return switch (call.function()) {
      case "!_" -> of(parts.get(0)).map(result -> !result);
      case "_||_" -> joined(parts, true);
      case "_&&_" -> joined(parts, false);
      case "_?_:_" -> chosen(parts);
      case "_==_" -> equal(parts.get(0), parts.get(1));
      case "_!=_" -> equal(parts.get(0), parts.get(1)).map(result -> !result);
      case "_<_" -> below(parts.get(0), parts.get(1));
      case "_>_" -> below(parts.get(1), parts.get(0));
      case "_>=_" -> below(parts.get(0), parts.get(1)).map(result -> !result);
      case "_<=_" -> below(parts.get(1), parts.get(0)).map(result -> !result);
      case "startsWith", "endsWith", "contains" ->
          isEmptyText(parts.get(1)) || same(parts.get(0), parts.get(1))
              ? Optional.of(true)
              : Optional.empty();
      case "@in" -> isOneOf(parts.get(0), parts.get(1)) ? Optional.of(true) : Optional.empty();
      default -> Optional.empty();
    };
  }

  // One part decides when it has the deciding result; otherwise all have to be certain.
  private Optional<Boolean> joined(List<CelExpr> parts, boolean decides) {
    List<Optional<Boolean>> results = parts.stream().map(this::of).toList();
    if (results.contains(Optional.of(decides))) {
      return Optional.of(decides);
    }
    return results.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(!decides);
  }

  private Optional<Boolean> chosen(List<CelExpr> parts) {
    Optional<Boolean> condition = of(parts.get(0));
    if (condition.isPresent()) {
      return of(parts.get(condition.get() ? 1 : 2));
    }
    Optional<Boolean> first = of(parts.get(1));
    return first.equals(of(parts.get(2))) ? first : Optional.empty();
  }

  private Optional<Boolean> equal(CelExpr left, CelExpr right) {
    if (same(left, right)) {
      return Optional.of(true);
    }
    return isNeverEqual(left, right) || isNeverEqual(right, left)
        ? Optional.of(false)
        : Optional.empty();
  }

  private boolean isNeverEqual(CelExpr left, CelExpr right) {
    return (isEmptyText(left) && isNeverEmpty(right))
        || (isSize(left) && isNegative(right))
        || (isConstant(left) && isConstant(right));
  }

  private static Optional<Boolean> below(CelExpr lower, CelExpr upper) {
    if (same(lower, upper) || (isSize(lower) && isNoSize(upper))) {
      return Optional.of(false);
    }
    return isSize(upper) && isNegative(lower) ? Optional.of(true) : Optional.empty();
  }

  private static boolean isOneOf(CelExpr searched, CelExpr list) {
    return list.getKind() == CelExpr.ExprKind.Kind.LIST
        && list.list().elements().stream().anyMatch(element -> same(searched, element));
  }

  private static boolean isEmptyText(CelExpr node) {
    return MemberTexts.quoted(node).equals(Optional.of(""));
  }

  private boolean isNeverEmpty(CelExpr node) {
    return MemberTexts.member(node, schema)
        .filter(member -> schema.type(member).equals(Optional.of(ExpressionType.TEXT)))
        .filter(member -> schema.spelling(member) != ExpressionSpelling.AS_IS)
        .isPresent();
  }

  private static boolean isSize(CelExpr node) {
    return node.getKind() == CelExpr.ExprKind.Kind.CALL && node.call().function().equals("size");
  }

  private static boolean isNegative(CelExpr node) {
    return isNumber(node) && node.constant().int64Value() < 0;
  }

  /** Whether no size is below that number. */
  private static boolean isNoSize(CelExpr node) {
    return isNumber(node) && node.constant().int64Value() <= 0;
  }

  private static boolean isNumber(CelExpr node) {
    return isConstant(node) && node.constant().getKind() == CelConstant.Kind.INT64_VALUE;
  }

  private static boolean isConstant(CelExpr node) {
    return node.getKind() == CelExpr.ExprKind.Kind.CONSTANT;
  }

  /** Whether both are the same text of CEL, but for white space and parentheses. */
  private static boolean same(CelExpr left, CelExpr right) {
    if (left.getKind() != right.getKind()) {
      return false;
    }
    return switch (left.getKind()) {
      case CONSTANT -> left.constant().equals(right.constant());
      case IDENT -> left.ident().equals(right.ident());
      case SELECT ->
          left.select().field().equals(right.select().field())
              && left.select().testOnly() == right.select().testOnly()
              && same(left.select().operand(), right.select().operand());
      case LIST -> same(left.list().elements(), right.list().elements());
      case CALL ->
          left.call().function().equals(right.call().function())
              && same(
                  MemberTexts.parts(left.call()).toList(),
                  MemberTexts.parts(right.call()).toList());
      default -> false;
    };
  }

  private static boolean same(List<CelExpr> left, List<CelExpr> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }
}
