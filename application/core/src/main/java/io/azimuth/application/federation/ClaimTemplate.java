package io.azimuth.application.federation;

import io.azimuth.domain.hcl.Hcl;
import io.azimuth.domain.hcl.HclBody;
import io.azimuth.domain.hcl.HclItem;
import io.azimuth.domain.hcl.HclSyntaxException;
import io.azimuth.domain.hcl.HclValue;
import io.azimuth.domain.policy.TemplateSubject;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The template of a role: a JSON object whose members become claims, in which <code>{{…}}</code> is
 * replaced by a value. The values are put into the tree and not into the text, so that no value can
 * become more than one value.
 */
final class ClaimTemplate {

  /** The longest template. */
  static final int MAX_LENGTH = 8 * 1024;

  /** The most characters of names and texts that the claims of one token have together. */
  static final int MAX_CLAIMS_LENGTH = 32 * 1024;

  /** The claims that are always ours. */
  static final List<String> RESERVED =
      List.of(
          "iat",
          "aud",
          "exp",
          "iss",
          "sub",
          "namespace",
          "nonce",
          "auth_time",
          "at_hash",
          "c_hash");

  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";
  private static final char MARK = '\uE000'; // a character of no script

  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,15})?");

  private final HclBody claims;
  private final List<ClaimExpression> expressions;

  private ClaimTemplate(HclBody claims, List<ClaimExpression> expressions) {
    this.claims = claims;
    this.expressions = List.copyOf(expressions);
  }

  /** Reads a template; an empty text is an empty object. */
  static Checked<ClaimTemplate> parse(String template) {
    if (template.isEmpty()) {
      return Checked.of(new ClaimTemplate(new HclBody(List.of()), List.of()));
    }
    if (template.length() > MAX_LENGTH) {
      return Checked.problem("template has at most " + MAX_LENGTH + " characters");
    }
    List<ClaimExpression> expressions = new ArrayList<>();
    StringBuilder json = new StringBuilder();
    int at = 0;
    for (int open = template.indexOf(OPEN); open >= 0; open = template.indexOf(OPEN, at)) {
      int close = template.indexOf(CLOSE, open);
      if (close < 0) {
        return Checked.problem("error parsing template: unbalanced templating characters");
      }
      Checked<ClaimExpression> expression =
          ClaimExpression.parse(template.substring(open + OPEN.length(), close));
      if (!expression.isGood()) {
        return Checked.problem("error parsing template: " + expression.problems().get(0));
      }
      json.append(template, at, open).append('"').append(MARK).append(expressions.size());
      json.append('"');
      expressions.add(expression.orElseThrow());
      at = close + CLOSE.length();
    }
    return ofJson(json.append(template, at, template.length()).toString(), expressions);
  }

  private static Checked<ClaimTemplate> ofJson(String json, List<ClaimExpression> expressions) {
    HclBody claims;
    try {
      claims = Hcl.parseJson(json);
    } catch (HclSyntaxException e) {
      return Checked.problem("error parsing template JSON: " + e.sentence());
    }
    for (HclItem claim : claims.items()) {
      if (RESERVED.contains(claim.name())) {
        return Checked.problem(
            "top level key \""
                + claim.name()
                + "\" not allowed. Restricted keys: "
                + String.join(", ", RESERVED));
      }
    }
    List<HclValue> leaves = leaves(claims).toList();
    if (leaves.stream()
        .anyMatch(
            leaf ->
                leaf instanceof HclValue.Decimal number
                    && !NUMBER.matcher(number.digits()).matches())) {
      return Checked.problem(
          "error parsing template JSON: a number has at most 15 digits before and after its point,"
              + " and no exponent");
    }
    List<String> found =
        leaves.stream()
            .flatMap(
                leaf -> leaf instanceof HclValue.Text text ? Stream.of(text.text()) : Stream.of())
            .filter(ClaimTemplate::isMark)
            .toList();
    List<String> expected =
        IntStream.range(0, expressions.size()).mapToObj(index -> MARK + "" + index).toList();
    return found.equals(expected)
        ? Checked.of(new ClaimTemplate(claims, expressions))
        : Checked.problem(
            "error parsing template JSON: an expression stands for a value, and not for a name");
  }

  private static Stream<HclValue> leaves(HclBody object) {
    return object.items().stream().flatMap(item -> leaves(((HclItem.Attribute) item).value()));
  }

  private static Stream<HclValue> leaves(HclValue value) {
    if (value instanceof HclValue.Items items) {
      return items.values().stream().flatMap(ClaimTemplate::leaves);
    }
    return value instanceof HclValue.Table table ? leaves(table.body()) : Stream.of(value);
  }

  private static boolean isMark(String text) {
    return !text.isEmpty() && text.charAt(0) == MARK;
  }

  /**
   * The claims for this entity at this time.
   *
   * @throws RefusedException when they are too large for a token
   */
  Value.Obj claimsOf(TemplateSubject subject, Instant now) {
    List<Value> values =
        expressions.stream().map(expression -> expression.valueFor(subject, now)).toList();
    Value.Obj filled = filled(claims, values);
    if (length(filled) > MAX_CLAIMS_LENGTH) {
      throw RefusedException.invalid(
          "the claims of the template have more than " + MAX_CLAIMS_LENGTH + " characters");
    }
    return filled;
  }

  private static Value.Obj filled(HclBody object, List<Value> values) {
    Value.Builder filled = Value.Obj.builder();
    for (HclItem item : object.items()) {
      filled.put(item.name(), filled(((HclItem.Attribute) item).value(), values));
    }
    return filled.build();
  }

  private static Value filled(HclValue value, List<Value> values) {
    if (value instanceof HclValue.Text text) {
      return isMark(text.text())
          ? values.get(Integer.parseInt(text.text().substring(1)))
          : Value.of(text.text());
    }
    if (value instanceof HclValue.Decimal number) {
      return new Value.Num(number.digits());
    }
    if (value instanceof HclValue.Bool flag) {
      return Value.of(flag.value());
    }
    if (value instanceof HclValue.Items items) {
      return new Value.Items(items.values().stream().map(item -> filled(item, values)).toList());
    }
    return filled(((HclValue.Table) value).body(), values);
  }

  private static long length(Value value) {
    if (value instanceof Value.Obj object) {
      return object.members().entrySet().stream()
          .mapToLong(member -> member.getKey().length() + length(member.getValue()))
          .sum();
    }
    if (value instanceof Value.Items items) {
      return items.values().stream().mapToLong(ClaimTemplate::length).sum();
    }
    return value instanceof Value.Text text ? text.text().length() : 0;
  }
}
