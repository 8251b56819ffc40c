package io.azimuth.application.openapi;

import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An OpenAPI 3.0 document of some mounts, made from the routes that their backends declare: the
 * server acts on the same parameters, defaults and rights that the document names. Not safe for use
 * by several threads.
 */
public final class ApiDocument {

  private static final String TOKEN = "token";

  private final boolean generic;
  private final String version;
  private final UniqueNames ids = new UniqueNames();
  private final SharedSchemas schemas = new SharedSchemas();
  private final Map<String, Map<String, Value>> paths = new TreeMap<>();

  /**
   * A document without paths.
   *
   * @param genericMountPaths whether a parameter for each type of backend replaces the paths of its
   *     mounts, such as {@code {azure_mount_path}}
   * @param version of the server
   */
  public ApiDocument(boolean genericMountPaths, String version) {
    this.generic = genericMountPaths;
    this.version = version;
  }

  /** Adds the routes of a mount; when two describe the same path, the first one stays. */
  public ApiDocument add(Mount mount, List<Route> routes) {
    DescribedMount described = DescribedMount.of(mount, generic);
    Map<String, List<Route>> byShape = new LinkedHashMap<>();
    for (Route route : routes) {
      // OpenAPI has no such method, and the list of the same path is its GET already.
      boolean shown = !route.servesNothing() && route.operation() != Operation.SCAN;
      if (shown) {
        String list = route.operation() == Operation.LIST ? " list" : "";
        byShape
            .computeIfAbsent(route.pattern().shape() + list, shape -> new ArrayList<>())
            .add(route);
      }
    }
    byShape.values().forEach(same -> add(described, new PathDescription(described, same), same));
    return this;
  }

  private void add(DescribedMount mount, PathDescription path, List<Route> routes) {
    Map<String, Value> item =
        paths.computeIfAbsent(path.path(), text -> new LinkedHashMap<>(path.describe()));
    for (Route route : routes) {
      String verb = OperationNames.ofHttp(route.operation());
      if (!item.containsKey(verb)) {
        item.put(verb, new OperationDescription(mount, route).describe(ids, schemas));
      }
    }
  }

  /** The document with the paths added so far. */
  public Value.Obj build() {
    Value.Builder all = Value.Obj.builder();
    paths.forEach((path, item) -> all.put(path, new Value.Obj(item)));
    return Value.Obj.builder()
        .put("openapi", "3.0.3")
        .put("info", info())
        .put("servers", items(Value.Obj.builder().put("url", "/v1").build()))
        .put("security", items(Value.Obj.builder().put(TOKEN, List.of()).build()))
        .put("paths", all.build())
        .put("components", components())
        .build();
  }

  private Value.Obj info() {
    return Value.Obj.builder()
        .put("title", "Azimuth API")
        .put("description", "The API of the HashiCorp Vault, as Azimuth serves it below /v1/.")
        .put("version", version)
        .put(
            "license",
            Value.Obj.builder()
                .put("name", "Apache License 2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0")
                .build())
        .build();
  }

  private Value.Obj components() {
    Value.Builder bodies =
        Value.Obj.builder().put(RefusalResponses.ERRORS, RefusalResponses.errors());
    EnvelopeSchemas.all().forEach(bodies::put);
    schemas.all().forEach(bodies::put);
    Value.Obj token =
        Value.Obj.builder()
            .put("type", "apiKey")
            .put("in", "header")
            .put("name", "X-Vault-Token")
            .build();
    return Value.Obj.builder()
        .put("securitySchemes", Value.Obj.builder().put(TOKEN, token).build())
        .put("responses", RefusalResponses.all())
        .put("schemas", bodies.build())
        .build();
  }

  private static Value items(Value one) {
    return new Value.Items(List.of(one));
  }
}
