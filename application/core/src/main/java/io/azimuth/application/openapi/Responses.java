package io.azimuth.application.openapi;

import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Route;

/** The responses that a route declares. */
final class Responses {

  private Responses() {}

  static Value.Obj of(Route route) {
    Value.Builder responses = Value.Obj.builder().put("200", described("OK"));
    if (route.operation() != Operation.READ && route.operation() != Operation.LIST) {
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
    Value.Obj schema = Value.Obj.builder().put("$ref", "#/components/schemas/Errors").build();
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
