package io.azimuth.adapters.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.azimuth.domain.expression.ExpressionSchema;
import io.azimuth.domain.expression.ExpressionType;
import io.azimuth.domain.expression.ExpressionValues;
import io.azimuth.domain.text.Quoted;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Calls that no login gives a value, whatever its members are. */
final class UnusableCall {

  private static final Pattern MOMENT =
      Pattern.compile("[0-9]{4}-[0-9-]{5}T[0-9:]{8}(?:\\.[0-9]{1,9})?(?:Z|[+-][0-9:]{5})");

  private UnusableCall() {}

  /** Why the call never has a value; empty when it can have one. */
  static Optional<String> problem(CelExpr.CelCall call, ExpressionSchema schema) {
    List<CelExpr> arguments = call.args();
    return switch (call.function()) {
      case "timestamp" -> ofTimestamp(arguments.get(0), schema);
      case MemberTexts.INDEX -> ofIndex(arguments.get(0), arguments.get(1));
      case "@in" -> ofSearch(arguments.get(1));
      default -> Optional.empty();
    };
  }

  // The value of a tag can be a moment; no claim that is a text, no id and no name is one.
  private static Optional<String> ofTimestamp(CelExpr argument, ExpressionSchema schema) {
    boolean ofMember =
        MemberTexts.member(argument, schema)
            .flatMap(schema::type)
            .filter(ExpressionType.TEXT::equals)
            .isPresent();
    if (ofMember) {
      return Optional.of("timestamp of a member that is never a moment");
    }
    return MemberTexts.quoted(argument)
        .filter(text -> !isMoment(text))
        .map(text -> Quoted.of(text) + " is no moment: write it as in \"2026-11-01T00:00:00Z\"");
  }

  private static boolean isMoment(String text) {
    try {
      Instant.parse(text);
      return MOMENT.matcher(text).matches();
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Optional<String> ofIndex(CelExpr list, CelExpr index) {
    if (index.getKind() != CelExpr.ExprKind.Kind.CONSTANT
        || index.constant().getKind() != CelConstant.Kind.INT64_VALUE) {
      return Optional.empty();
    }
    long at = index.constant().int64Value();
    int size =
        list.getKind() == CelExpr.ExprKind.Kind.LIST
            ? list.list().elements().size()
            : ExpressionValues.MAX_ITEMS;
    return at < 0 || at >= size
        ? Optional.of("it reads item " + at + " of a list, which is never there")
        : Optional.empty();
  }

  private static Optional<String> ofSearch(CelExpr list) {
    return list.getKind() == CelExpr.ExprKind.Kind.LIST && list.list().elements().isEmpty()
        ? Optional.of("it looks for something in an empty list")
        : Optional.empty();
  }
}
