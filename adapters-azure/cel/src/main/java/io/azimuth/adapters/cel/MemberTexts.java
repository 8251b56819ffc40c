package io.azimuth.adapters.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.azimuth.domain.expression.ExpressionMember;
import io.azimuth.domain.expression.ExpressionSchema;
import io.azimuth.domain.expression.ExpressionSpelling;
import io.azimuth.domain.expression.ExpressionType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The texts that a part of an expression can be: those of members, and those in quotes. */
final class MemberTexts {

  /** The function of {@code list[index]} and {@code pairs[name]}. */
  static final String INDEX = "_[_]";

  private static final String CONDITIONAL = "_?_:_";

  private final ExpressionSchema schema;
  private final Set<ExpressionSpelling> spellings = EnumSet.noneOf(ExpressionSpelling.class);
  private final List<CelExpr> quoted = new ArrayList<>();

  private MemberTexts(ExpressionSchema schema) {
    this.schema = schema;
  }

  /** The texts of these parts; of pairs, their names. */
  static MemberTexts of(Stream<CelExpr> parts, ExpressionSchema schema) {
    MemberTexts texts = new MemberTexts(schema);
    parts.forEach(texts::add);
    return texts;
  }

  /** Target and arguments of a call. */
  static Stream<CelExpr> parts(CelExpr.CelCall call) {
    return Stream.concat(call.target().stream(), call.args().stream());
  }

  /** The member that the part is; empty when it is something else. */
  static Optional<ExpressionMember> member(CelExpr part, ExpressionSchema schema) {
    if (part.getKind() != CelExpr.ExprKind.Kind.SELECT) {
      return Optional.empty();
    }
    CelExpr operand = part.select().operand();
    return operand.getKind() == CelExpr.ExprKind.Kind.IDENT
            && schema.objects().containsKey(operand.ident().name())
        ? Optional.of(new ExpressionMember(operand.ident().name(), part.select().field()))
        : Optional.empty();
  }

  /** The text, if the part is one in quotes. */
  static Optional<String> quoted(CelExpr part) {
    return part.getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && part.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(part.constant().stringValue())
        : Optional.empty();
  }

  /** Whether the part is texts by name. */
  static boolean isPairs(CelExpr part, ExpressionSchema schema) {
    if (isConditional(part)) {
      return isPairs(part.call().args().get(1), schema);
    }
    return member(part, schema).flatMap(schema::type).equals(Optional.of(ExpressionType.PAIRS));
  }

  /** How the texts of members among them are spelt. */
  Set<ExpressionSpelling> spellings() {
    return spellings;
  }

  List<CelExpr> quoted() {
    return quoted;
  }

  private void add(CelExpr part) {
    if (quoted(part).isPresent()) {
      quoted.add(part);
    }
    switch (part.getKind()) {
      case SELECT ->
          spellings.add(
              member(part, schema).map(schema::spelling).orElse(ExpressionSpelling.AS_IS));
      case LIST -> part.list().elements().forEach(this::add);
      case CALL -> add(part.call());
      default -> {}
    }
  }

  private void add(CelExpr.CelCall call) {
    if (call.function().equals(CONDITIONAL)) {
      call.args().stream().skip(1).forEach(this::add);
    } else if (call.function().equals(INDEX)) {
      if (isPairs(call.args().get(0), schema)) {
        spellings.add(ExpressionSpelling.AS_IS);
      } else {
        add(call.args().get(0));
      }
    }
  }

  private static boolean isConditional(CelExpr part) {
    return part.getKind() == CelExpr.ExprKind.Kind.CALL
        && part.call().function().equals(CONDITIONAL);
  }
}
