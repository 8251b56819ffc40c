package io.azimuth.azure.login;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import java.util.List;

/** The latest refused logins, for operators: they show the values that roles bind. */
public final class RefusalRoutes {

  private static final Field<Integer> LIMIT =
      Field.number("limit", 50, "how many at most, 1 to " + RecentRefusals.PER_MOUNT);

  private final RecentRefusals refusals;

  public RefusalRoutes(RecentRefusals refusals) {
    this.refusals = refusals;
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "refusals")
            .access(Access.AUTHORIZED)
            .summary("Show the latest logins that this server refused, with all reasons")
            .fields(LIMIT)
            .handle(this::read));
  }

  private Answer read(Call call) {
    int limit = call.fields().value(LIMIT);
    if (limit < 1 || limit > RecentRefusals.PER_MOUNT) {
      throw RefusedException.invalid("limit must be 1 to " + RecentRefusals.PER_MOUNT);
    }
    return Answer.data(
        Value.Obj.builder()
            .put(
                "refusals",
                new Value.Items(
                    refusals.latest(call.mount().uuid(), limit).stream()
                        .<Value>map(RefusedLogin::shown)
                        .toList()))
            .put("kept_by", "this server alone, since its start")
            .build());
  }
}
