package io.azimuth.adapters.azure.simulator.arm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.state.CatalogEntry;
import io.azimuth.domain.text.AsciiCase;
import java.net.URI;
import java.util.List;

/** The resources of one type in a group, page by page. */
final class ListPages {

  /** How many identities a page has; small, so that a seeded group has several pages. */
  private static final int IDENTITIES = 2;

  /** How many machines a page has; Azure documents no number. */
  private static final int MACHINES = 100;

  private static final String TOKEN = "$skiptoken";

  private final URI base;

  ListPages(URI base) {
    this.base = base;
  }

  ObjectNode page(List<CatalogEntry> all, ResourcePath path, SimulatorRequest request) {
    int from = Math.min(start(request), all.size());
    int to = Math.min(from + size(path), all.size());
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode value = page.putArray("value");
    all.subList(from, to).forEach(it -> value.add(ResourceDocument.of(it, false)));
    if (to < all.size()) {
      page.put("nextLink", link(path, request, to));
    }
    return page;
  }

  private static int size(ResourcePath path) {
    return AsciiCase.equal(path.namespace(), "Microsoft.Compute") ? MACHINES : IDENTITIES;
  }

  /** The absolute address of the page that begins there. */
  String link(ResourcePath path, SimulatorRequest request, int start) {
    String version = request.query().text("api-version").orElse("");
    return "%s%s?api-version=%s&%s=%d"
        .formatted(base, path.text().substring(1), version, TOKEN, start);
  }

  /** Where the asked page begins; a token that is none begins anew. */
  static int start(SimulatorRequest request) {
    return request
        .query()
        .text(TOKEN)
        .filter(it -> it.matches("[0-9]{1,6}"))
        .map(Integer::parseInt)
        .orElse(0);
  }
}
