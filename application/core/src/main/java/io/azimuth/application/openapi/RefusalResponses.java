package io.azimuth.application.openapi;

import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The refusals that a route can answer. All have the same body. */
final class RefusalResponses {

  /** The name of the schema of their body. */
  static final String ERRORS = "Errors";

  private static final List<AnswerField> OF_ERRORS =
      List.of(
          AnswerField.texts("errors", "What is wrong; empty when nothing is there."),
          AnswerField.object("data", "What is known of it nevertheless; mostly absent."));

  private RefusalResponses() {}

  /** References to the refusals by their status. */
  static Map<String, Value> of(Route route) {
    Map<String, Value> refusals = new TreeMap<>();
    refusals.put("400", shared("Invalid"));
    refusals.put("500", shared("Faulty"));
    refusals.put("503", shared("Unavailable"));
    if (mayBeDenied(route)) {
      refusals.put("403", shared("Denied"));
    }
    if (mayBeAbsent(route)) {
      refusals.put("404", shared("Absent"));
    }
    if (sendsBody(route)) {
      refusals.put("413", shared("TooLarge"));
    }
    if (route.operation() == Operation.PATCH) {
      refusals.put("415", shared("OtherMedia"));
    }
    if (route.access() != Access.PUBLIC_EVEN_SEALED) {
      refusals.put("429", shared("Limited"));
    }
    return refusals;
  }

  private static boolean mayBeDenied(Route route) {
    boolean login =
        route.answers().filter(it -> it.content() == AnswerSchema.Content.TOKEN).isPresent();
    return login || route.access().asksPolicies() || route.access().checksToken();
  }

  private static boolean mayBeAbsent(Route route) {
    return !route.pattern().captures().isEmpty() || route.operation() == Operation.LIST;
  }

  private static boolean sendsBody(Route route) {
    return route.operation() == Operation.WRITE || route.operation() == Operation.PATCH;
  }

  /** The refusals by their names. */
  static Value.Obj all() {
    return Value.Obj.builder()
        .put("Invalid", refusal("not understood, or not possible"))
        .put("Denied", refusal("no valid token, or one that may not"))
        .put("Absent", refusal("nothing there"))
        .put("TooLarge", refusal("the body is too large"))
        .put("OtherMedia", refusal("the body is of another media type"))
        .put("Limited", refusal("too many requests; the header Retry-After says when to ask again"))
        .put("Faulty", refusal("a fault of the server"))
        .put("Unavailable", refusal("sealed, busy, or waiting for another system in vain"))
        .build();
  }

  /** The schema of their body. */
  static Value.Obj errors() {
    return AnswerFieldSchema.of(OF_ERRORS);
  }

  private static Value.Obj refusal(String description) {
    return Responses.json(description, SharedSchemas.reference(ERRORS));
  }

  private static Value.Obj shared(String name) {
    return Value.Obj.builder().put("$ref", "#/components/responses/" + name).build();
  }
}
