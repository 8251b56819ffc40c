package io.azimuth.application.openapi;

import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.AnswerSchema.Content;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The responses that a route declares. */
final class Responses {

  private Responses() {}

  /**
   * The responses of the route by their status.
   *
   * @param schema of what the route declares: the schema of the whole body, or a reference to it
   */
  static Value.Obj of(Route route, Function<AnswerSchema, Value.Obj> schema) {
    Map<String, Value> responses = new TreeMap<>(RefusalResponses.of(route));
    Value.Obj success =
        route.answers().map(answer -> success(answer, schema)).orElseGet(() -> described("OK"));
    statuses(route).forEach(status -> responses.put(status, success));
    if (mayBeEmpty(route)) {
      responses.put("204", described("done, and nothing to say"));
    }
    return new Value.Obj(responses);
  }

  // Each status of health tells a state, and the body is the same.
  private static List<String> statuses(Route route) {
    if (route.rendering() == Rendering.HEALTH) {
      return List.of("200", "429", "501", "503");
    }
    return route.answers().filter(it -> it.content() == Content.ACCEPTED).isPresent()
        ? List.of("202")
        : List.of("200");
  }

  private static boolean mayBeEmpty(Route route) {
    return route
        .answers()
        .map(AnswerSchema::orNothing)
        .orElse(route.operation() != Operation.READ && route.operation() != Operation.LIST);
  }

  private static Value.Obj success(AnswerSchema answer, Function<AnswerSchema, Value.Obj> schema) {
    String mediaType = answer.content() == Content.BYTES ? "*/*" : "application/json";
    return response(description(answer.content()), mediaType, schema.apply(answer));
  }

  private static String description(Content content) {
    return switch (content) {
      case NOTHING -> "done, with warnings";
      case ACCEPTED -> "begun, and done later";
      case WRAPPED -> "the token that unwraps the answer";
      case TOKEN -> "a token";
      case DATA, DATA_BY_NAME, BODY -> "OK";
      case LEASED_DATA -> "data under a lease";
      case BYTES -> "bytes";
    };
  }

  /** A response with a body of JSON. */
  static Value.Obj json(String description, Value.Obj schema) {
    return response(description, "application/json", schema);
  }

  private static Value.Obj response(String description, String mediaType, Value.Obj schema) {
    Value.Obj media = Value.Obj.builder().put("schema", schema).build();
    return Value.Obj.builder()
        .put("description", description)
        .put("content", Value.Obj.builder().put(mediaType, media).build())
        .build();
  }

  private static Value.Obj described(String description) {
    return Value.Obj.builder().put("description", description).build();
  }
}
