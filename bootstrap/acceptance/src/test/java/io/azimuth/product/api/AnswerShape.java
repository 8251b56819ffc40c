package io.azimuth.product.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.azimuth.product.server.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The expected form of an answer, written on one line. Conditions are separated by {@code ;}:
 *
 * <ul>
 *   <li>{@code nothing}: no body at all
 *   <li>{@code not found}: a body with an empty list of errors
 *   <li>{@code envelope}: all members that every answer of the API has, such as {@code request_id}
 *   <li>{@code data.name}: the member exists; the names on the way to it are separated by dots
 *   <li>{@code !data.name}: the member does not exist
 *   <li>{@code data.name=value}: the member is this JSON value or this string
 *   <li>{@code data.name~part}: the string contains this part
 *   <li>{@code data.name:type}: the member is a text, int, bool, list, object or null
 *   <li>{@code error text}: the only error is this text
 *   <li>{@code error~text}: the only error contains this text
 * </ul>
 */
final class AnswerShape {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ENVELOPE =
      List.of(
          "request_id",
          "lease_id",
          "renewable",
          "lease_duration",
          "data",
          "wrap_info",
          "warnings",
          "auth",
          "mount_type");

  private final List<String> conditions;

  private AnswerShape(List<String> conditions) {
    this.conditions = List.copyOf(conditions);
  }

  static AnswerShape of(String text) {
    return new AnswerShape(
        Arrays.stream(text.split(";", -1)).map(String::strip).filter(c -> !c.isEmpty()).toList());
  }

  /** Fails unless the answer has this form. */
  void check(Reply reply) {
    assertThat(conditions).as("an answer without a shape proves nothing").isNotEmpty();
    for (String condition : conditions) {
      check(reply, condition);
    }
  }

  private static void check(Reply reply, String condition) {
    switch (condition) {
      case "nothing" -> assertThat(reply.text()).isEmpty();
      case "not found" -> assertThat(reply.text()).isEqualTo("{\"errors\":[]}\n");
      case "envelope" -> assertThat(names(reply)).containsAll(ENVELOPE);
      default -> checkMember(reply, condition);
    }
  }

  private static List<String> names(Reply reply) {
    return reply.body().properties().stream().map(Map.Entry::getKey).toList();
  }

  private static void checkMember(Reply reply, String condition) {
    if (condition.startsWith("error ")) {
      assertThat(reply.errors()).containsExactly(condition.substring("error ".length()));
    } else if (condition.startsWith("error~")) {
      assertThat(reply.errors()).singleElement().asString().contains(condition.substring(6));
    } else if (condition.startsWith("!")) {
      assertThat(at(reply, condition.substring(1)).isMissingNode()).as(condition).isTrue();
    } else {
      checkValue(reply, condition);
    }
  }

  private static void checkValue(Reply reply, String condition) {
    int end = endOfPath(condition);
    JsonNode found = at(reply, condition.substring(0, end));
    assertThat(found.isMissingNode()).as(condition).isFalse();
    if (end == condition.length()) {
      return;
    }
    String operand = condition.substring(end + 1);
    switch (condition.charAt(end)) {
      case '=' -> assertThat(found).as(condition).isEqualTo(value(operand));
      case '~' -> assertThat(text(found)).as(condition).contains(operand);
      default -> assertThat(type(found)).as(condition).isEqualTo(operand);
    }
  }

  private static int endOfPath(String condition) {
    int end = 0;
    while (end < condition.length() && "=~:".indexOf(condition.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static JsonNode at(Reply reply, String path) {
    JsonNode node = reply.body();
    for (String step : path.split("\\.", -1)) {
      if (node.isArray() && step.matches("[0-9]+")) {
        node = node.path(Integer.parseInt(step));
      } else {
        node = node.isObject() ? node.path(step) : MissingNode.getInstance();
      }
    }
    return node;
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.asText() : node.toString();
  }

  private static String type(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> "text";
      case NUMBER -> node.isIntegralNumber() ? "int" : "number";
      case BOOLEAN -> "bool";
      case ARRAY -> "list";
      case OBJECT -> "object";
      case NULL -> "null";
      default -> node.getNodeType().name();
    };
  }

  private static JsonNode value(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }

  @Override
  public String toString() {
    return String.join("; ", conditions);
  }
}
