package io.azimuth.application.openapi;

import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import java.util.ArrayList;
import java.util.List;

/** One route as an OpenAPI operation. */
final class OperationDescription {

  private static final Value NO_TOKEN = new Value.Items(List.of());

  /** A body that is no JSON. */
  private static final Value.Obj BYTES =
      Value.Obj.builder()
          .put("required", true)
          .put(
              "content",
              Value.Obj.builder()
                  .put(
                      "application/octet-stream",
                      Value.Obj.builder().put("schema", SharedSchemas.BINARY).build())
                  .build())
          .build();

  private final DescribedMount mount;
  private final Route route;

  OperationDescription(DescribedMount mount, Route route) {
    this.mount = mount;
    this.route = route;
  }

  /** The operation; its id and its body are registered with the whole document. */
  Value.Obj describe(UniqueNames ids, SharedSchemas schemas) {
    String id =
        OperationNames.of(route.operation())
            + "-"
            + PathWords.hyphenated(mount.name() + "/" + pattern());
    Value.Builder operation =
        Value.Obj.builder()
            .put("summary", OperationNames.summary(route))
            .put("operationId", ids.unique(id))
            .put("tags", List.of(mount.tag()));
    List<Value> parameters = queryParameters();
    if (!parameters.isEmpty()) {
      operation.put("parameters", new Value.Items(parameters));
    }
    if (route.takesBytes()) {
      operation.put("requestBody", BYTES);
    } else if (takesBody()) {
      operation.put("requestBody", requestBody(schemas));
    }
    operation.put("responses", Responses.of(route, answer -> schemas.answer(mount, route, answer)));
    if (!route.access().needsToken()) {
      operation.put("security", NO_TOKEN);
    }
    marks(operation);
    return operation.build();
  }

  private String pattern() {
    return route.pattern().template();
  }

  private void marks(Value.Builder operation) {
    if (route.access().needsSudo()) {
      operation.put(VendorExtensions.SUDO, true);
    }
    if (!route.access().asksPolicies()) {
      operation.put(VendorExtensions.UNAUTHENTICATED, true);
    }
    if (route.hasExistenceCheck()) {
      operation.put(VendorExtensions.CREATE, true);
    }
  }

  private boolean takesBody() {
    boolean writes = route.operation() == Operation.WRITE || route.operation() == Operation.PATCH;
    return writes && (route.takesAnything() || !route.fields().isEmpty());
  }

  private List<Value> queryParameters() {
    List<Value> parameters = new ArrayList<>();
    if (route.operation() == Operation.LIST) {
      parameters.add(listParameter());
    }
    if (route.operation() != Operation.WRITE && route.operation() != Operation.PATCH) {
      route.fields().stream()
          .filter(field -> !route.pattern().captures().containsKey(field.name()))
          .forEach(field -> parameters.add(queryParameter(field)));
    }
    return parameters;
  }

  private static Value.Obj listParameter() {
    return Value.Obj.builder()
        .put("name", "list")
        .put("in", "query")
        .put("description", "Must be true: it makes a list of the request.")
        .put("required", true)
        .put(
            "schema",
            Value.Obj.builder().put("type", "string").put("enum", List.of("true")).build())
        .build();
  }

  private static Value.Obj queryParameter(Field<?> field) {
    Value.Builder parameter =
        Value.Obj.builder()
            .put("name", field.name())
            .put("in", "query")
            .put("description", FieldSchema.description(field))
            .put("schema", FieldSchema.bare(field));
    return field.presentName().isPresent()
        ? parameter.put("deprecated", true).build()
        : parameter.build();
  }

  private Value.Obj requestBody(SharedSchemas schemas) {
    String type =
        route.operation() == Operation.PATCH ? "application/merge-patch+json" : "application/json";
    Value.Obj media = Value.Obj.builder().put("schema", schemas.request(mount, route)).build();
    return Value.Obj.builder()
        .put("required", false)
        .put("content", Value.Obj.builder().put(type, media).build())
        .build();
  }
}
