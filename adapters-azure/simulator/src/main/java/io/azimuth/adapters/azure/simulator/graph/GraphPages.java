package io.azimuth.adapters.azure.simulator.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azimuth.adapters.azure.simulator.fleet.DirectoryMemberships;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import java.util.List;
import java.util.Optional;

/** Lists of directory objects, page by page. */
final class GraphPages {

  private static final String TOP = "$top";
  private static final String TOKEN = "$skiptoken";
  private static final int DEFAULT_TOP = 100;
  private static final int MAX_TOP = 999;

  private GraphPages() {}

  /**
   * The page that the request asks for, with the absolute address of the next.
   *
   * @throws IllegalArgumentException when a parameter is not a number in its range
   */
  static ObjectNode page(
      List<DirectoryMemberships.Member> all, GraphDocuments documents, SimulatorRequest request) {
    int top = number(request, TOP, DEFAULT_TOP);
    if (top < 1 || top > MAX_TOP) {
      throw new IllegalArgumentException("Invalid page size specified: it is 1 to 999.");
    }
    int from = Math.min(number(request, TOKEN, 0), all.size());
    int to = Math.min(from + top, all.size());
    ObjectNode document = documents.under("directoryObjects");
    if (to < all.size()) {
      document.put("@odata.nextLink", next(documents, request, top, to));
    }
    ArrayNode value = document.putArray("value");
    for (DirectoryMemberships.Member member : all.subList(from, to)) {
      ObjectNode entry = value.addObject();
      entry.put("@odata.type", "#microsoft.graph." + member.type());
      entry.put("id", member.id());
    }
    return document;
  }

  private static String next(
      GraphDocuments documents, SimulatorRequest request, int top, int start) {
    String select = request.query().text("$select").map(it -> "&$select=" + it).orElse("");
    return documents.address(String.join("/", request.path()))
        + "?%s=%d%s&%s=%d".formatted(TOP, top, select, TOKEN, start);
  }

  private static int number(SimulatorRequest request, String name, int otherwise) {
    Optional<String> text = request.query().text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.get().matches("[0-9]{1,6}")) {
      throw new IllegalArgumentException("Invalid value for " + name + ".");
    }
    return Integer.parseInt(text.get());
  }
}
