package io.azimuth.adapters.azure.simulator.imds;

import io.azimuth.adapters.azure.simulator.fleet.IdentitySelector;
import io.azimuth.adapters.azure.simulator.http.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which identity a token request means. */
final class SelectorReader {

  /** The names that the metadata service knows. */
  static final SelectorReader METADATA =
      new SelectorReader(
          Map.of(
              "client_id", IdentitySelector.Kind.CLIENT_ID,
              "object_id", IdentitySelector.Kind.OBJECT_ID,
              "msi_res_id", IdentitySelector.Kind.RESOURCE_ID));

  /** The names that App Service knows. */
  static final SelectorReader APP_SERVICE =
      new SelectorReader(
          Map.of(
              "client_id", IdentitySelector.Kind.CLIENT_ID,
              "principal_id", IdentitySelector.Kind.OBJECT_ID,
              "object_id", IdentitySelector.Kind.OBJECT_ID,
              "mi_res_id", IdentitySelector.Kind.RESOURCE_ID));

  private final Map<String, IdentitySelector.Kind> names;

  private SelectorReader(Map<String, IdentitySelector.Kind> names) {
    this.names = names;
  }

  /** The selector, perhaps of kind none; empty when the request has several. */
  Optional<IdentitySelector> read(Parameters query) {
    List<IdentitySelector> found = new ArrayList<>();
    names.forEach(
        (name, kind) ->
            query.text(name).ifPresent(it -> found.add(new IdentitySelector(kind, it))));
    return switch (found.size()) {
      case 0 -> Optional.of(IdentitySelector.none());
      case 1 -> Optional.of(found.get(0));
      default -> Optional.empty();
    };
  }
}
