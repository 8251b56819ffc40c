package io.azimuth.application.openapi;

import static io.azimuth.application.openapi.EnvelopeSchemas.AUTH;
import static io.azimuth.application.openapi.EnvelopeSchemas.ENVELOPE;

import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The responses that a route declares. */
final class Responses {

  private Responses() {}

  /**
   * The responses of the route.
   *
   * @param data of the route that declares data: a reference to its schema
   */
  static Value.Obj of(Route route, Function<AnswerSchema, Value.Obj> data) {
    Value.Builder responses = Value.Obj.builder();
    responses.put(
        "200",
        route
            .answers()
            .map(answer -> envelope(route, answer, data))
            .orElseGet(() -> described("OK")));
    if (mayBeEmpty(route)) {
      responses.put("204", described("done, and nothing to say"));
    }
    responses.put("400", shared("Invalid"));
    if (route.access().asksPolicies()) {
      responses.put("403", shared("Denied"));
    }
    if (!route.pattern().captures().isEmpty() || route.operation() == Operation.LIST) {
      responses.put("404", shared("Absent"));
    }
    return responses.put("503", shared("Unavailable")).build();
  }

  private static boolean mayBeEmpty(Route route) {
    return route
        .answers()
        .map(AnswerSchema::orNothing)
        .orElse(route.operation() != Operation.READ && route.operation() != Operation.LIST);
  }

  private static Value.Obj envelope(
      Route route, AnswerSchema answer, Function<AnswerSchema, Value.Obj> data) {
    return switch (answer.content()) {
      case NOTHING -> enveloped("done, with warnings", List.of());
      case TOKEN -> enveloped("a token", List.of(having("auth", SharedSchemas.reference(AUTH))));
      case DATA -> enveloped("OK", ofData(route, data.apply(answer)));
      case LEASED_DATA -> enveloped("data under a lease", ofData(route, data.apply(answer)));
    };
  }

  private static List<Value> ofData(Route route, Value.Obj data) {
    Value.Obj inEnvelope = having("data", data);
    return route.rendering() == Rendering.DATA_AT_ROOT
        ? List.of(inEnvelope, data)
        : List.of(inEnvelope);
  }

  private static Value.Obj having(String member, Value.Obj schema) {
    return Value.Obj.builder()
        .put("type", "object")
        .put("properties", Value.Obj.builder().put(member, schema).build())
        .build();
  }

  private static Value.Obj enveloped(String description, List<Value> more) {
    List<Value> all = new ArrayList<>();
    all.add(SharedSchemas.reference(ENVELOPE));
    all.addAll(more);
    return json(description, Value.Obj.builder().put("allOf", new Value.Items(all)).build());
  }

  /** The responses that many routes share. */
  static Value.Obj shared() {
    return Value.Obj.builder()
        .put("Invalid", refusal("not understood, or not possible"))
        .put("Denied", refusal("no valid token, or one that may not"))
        .put("Absent", refusal("nothing there"))
        .put("Unavailable", refusal("sealed, busy, or waiting for another system in vain"))
        .build();
  }

  /** The body of every error. */
  static Value.Obj errors() {
    Value.Obj text = Value.Obj.builder().put("type", "string").build();
    Value.Obj list = Value.Obj.builder().put("type", "array").put("items", text).build();
    return Value.Obj.builder()
        .put("type", "object")
        .put("properties", Value.Obj.builder().put("errors", list).build())
        .build();
  }

  private static Value.Obj refusal(String description) {
    return json(description, SharedSchemas.reference("Errors"));
  }

  private static Value.Obj json(String description, Value.Obj schema) {
    Value.Obj media = Value.Obj.builder().put("schema", schema).build();
    return Value.Obj.builder()
        .put("description", description)
        .put("content", Value.Obj.builder().put("application/json", media).build())
        .build();
  }

  private static Value.Obj described(String description) {
    return Value.Obj.builder().put("description", description).build();
  }

  private static Value.Obj shared(String name) {
    return Value.Obj.builder().put("$ref", "#/components/responses/" + name).build();
  }
}
