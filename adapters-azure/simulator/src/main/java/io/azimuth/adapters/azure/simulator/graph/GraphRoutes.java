package io.azimuth.adapters.azure.simulator.graph;

import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.GRAPH;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.GRAPH_ADD_KEY;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.GRAPH_ADD_PASSWORD;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.GRAPH_FEDERATION;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.GRAPH_FIND;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.GRAPH_GROUPS;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.GRAPH_REMOVE_KEY;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.GRAPH_REMOVE_PASSWORD;

import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The addresses of Graph, below {@code /v1.0/}. */
public final class GraphRoutes {

  private static final String BASE = "/v1.0/";

  private final List<SimulatorRoute> routes = new ArrayList<>();

  private GraphRoutes() {}

  public static List<SimulatorRoute> of(
      GraphApplications applications,
      GraphPasswords passwords,
      GraphKeys keys,
      GraphFederation federation,
      Map<GraphPrincipals, GraphGroups> groups) {
    GraphRoutes graph = new GraphRoutes();
    graph.add(GRAPH_FIND, "GET", "applications", applications::find);
    // By object id, and by client id in the manner of applications(appId='…').
    for (String application : List.of("applications/{application}", "{keyed}")) {
      graph.add(GRAPH_FIND, "GET", application, applications::get);
      for (String namespace : List.of("/", "/microsoft.graph.")) {
        String action = application + namespace;
        graph.add(GRAPH_ADD_PASSWORD, "POST", action + "addPassword", passwords::add);
        graph.add(GRAPH_REMOVE_PASSWORD, "POST", action + "removePassword", passwords::remove);
        graph.add(GRAPH_ADD_KEY, "POST", action + "addKey", keys::add);
        graph.add(GRAPH_REMOVE_KEY, "POST", action + "removeKey", keys::remove);
      }
      String credentials = application + "/federatedIdentityCredentials";
      graph.add(GRAPH_FEDERATION, "GET", credentials, federation::list);
      graph.add(GRAPH_FEDERATION, "POST", credentials, federation::create);
      graph.add(GRAPH_FEDERATION, "DELETE", credentials + "/{credential}", federation::delete);
    }
    groups.forEach(graph::addGroups);
    return List.copyOf(graph.routes);
  }

  private void addGroups(GraphPrincipals collection, GraphGroups groups) {
    String principal = collection.segment() + "/{principal}";
    for (String namespace : List.of("/", "/microsoft.graph.")) {
      String action = principal + namespace;
      add(GRAPH_GROUPS, "POST", action + "getMemberObjects", groups::memberObjects);
      add(GRAPH_GROUPS, "POST", action + "getMemberGroups", groups::memberGroups);
      add(GRAPH_GROUPS, "POST", action + "checkMemberGroups", groups::checked);
    }
    String transitive = principal + "/transitiveMemberOf";
    add(GRAPH_GROUPS, "GET", transitive, groups::transitive);
    add(GRAPH_GROUPS, "GET", transitive + "/microsoft.graph.group", groups::transitiveGroups);
  }

  private void add(
      SimulatorEndpoint endpoint,
      String method,
      String path,
      Function<SimulatorRequest, SimulatorAnswer> responder) {
    routes.add(SimulatorRoute.of(List.of(endpoint, GRAPH), method, BASE + path, responder));
  }
}
