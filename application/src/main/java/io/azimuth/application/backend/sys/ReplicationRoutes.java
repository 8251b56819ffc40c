package io.azimuth.application.backend.sys;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.Operation;
import io.azimuth.application.api.Value;
import io.azimuth.application.route.Access;
import io.azimuth.application.route.Route;
import java.util.List;

/** What tools ask to learn whether there are other clusters: there are none (spec 2.12). */
final class ReplicationRoutes {

  private ReplicationRoutes() {}

  static List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "replication/status")
            .access(Access.PUBLIC)
            .summary("Say that there is no replication")
            .handle(call -> Answer.data(Value.Obj.builder().put("mode", "disabled").build())));
  }
}
