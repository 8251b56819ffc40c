package io.azimuth.application.openapi;

import static io.azimuth.application.openapi.EnvelopeSchemas.AUTH;
import static io.azimuth.application.openapi.EnvelopeSchemas.ENVELOPE;

import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.AnswerSchema.Content;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The responses that a route declares. */
final class Responses {

  // Beside members of the envelope, those of the data cannot be said to be of one type.
  private static final Value.Obj ANYTHING = AnswerFieldSchema.of(List.of());

  private Responses() {}

  /**
   * The responses of the route by their status.
   *
   * @param schema of the route that declares data or a body: a reference to its schema
   */
  static Value.Obj of(Route route, Function<AnswerSchema, Value.Obj> schema) {
    Map<String, Value> responses = new TreeMap<>(RefusalResponses.of(route));
    Value.Obj success =
        route
            .answers()
            .map(answer -> success(route, answer, schema))
            .orElseGet(() -> described("OK"));
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

  private static Value.Obj success(
      Route route, AnswerSchema answer, Function<AnswerSchema, Value.Obj> schema) {
    return switch (answer.content()) {
      case NOTHING -> enveloped("done, with warnings", List.of());
      case ACCEPTED -> enveloped("begun, and done later", List.of());
      case WRAPPED -> enveloped("the token that unwraps the answer", List.of());
      case TOKEN -> enveloped("a token", List.of(having("auth", SharedSchemas.reference(AUTH))));
      case DATA, DATA_BY_NAME -> enveloped("OK", ofData(route, answer, schema.apply(answer)));
      case LEASED_DATA ->
          enveloped("data under a lease", ofData(route, answer, schema.apply(answer)));
      case BODY -> json("OK", schema.apply(answer));
      case BYTES -> bytes();
    };
  }

  private static List<Value> ofData(Route route, AnswerSchema answer, Value.Obj data) {
    Value.Obj inEnvelope = having("data", data);
    return route.rendering() == Rendering.DATA_AT_ROOT
        ? List.of(inEnvelope, answer.content() == Content.DATA_BY_NAME ? ANYTHING : data)
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

  private static Value.Obj bytes() {
    Value.Obj binary = Value.Obj.builder().put("type", "string").put("format", "binary").build();
    return response("bytes", "*/*", binary);
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
