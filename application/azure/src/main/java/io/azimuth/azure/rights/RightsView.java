package io.azimuth.azure.rights;

import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.NeededAction;
import io.azimuth.domain.azure.rights.NeededPermission;
import io.azimuth.domain.azure.rights.NeededRights;
import io.azimuth.domain.azure.rights.RightsComparison;
import io.azimuth.domain.azure.rights.WhyNeeded;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.List;

/** The rights of a mount in an answer. */
public final class RightsView {

  private static final Value GRAPH = Value.of(RightsComparison.GRAPH);

  private RightsView() {}

  /** Those that are needed, when Azure was not asked what there is. */
  public static Value.Obj of(NeededRights needed) {
    List<Value> all = new ArrayList<>();
    needed.actions().forEach(it -> all.add(view(it)));
    needed.permissions().forEach(it -> all.add(view(it)));
    needed
        .ownership()
        .ifPresent(
            why ->
                all.add(view("ownership", RightsComparison.OWNERSHIP, GRAPH, true, why).build()));
    return Value.Obj.builder()
        .put("needed", new Value.Items(all))
        .put("complete", needed.complete())
        .build();
  }

  private static Value view(NeededAction need) {
    Value scope = need.scope().map(AzureScope::path).<Value>map(Value::of).orElse(Value.NULL);
    return view("action", need.action().value(), scope, need.required(), WhyNeeded.of(need))
        .build();
  }

  private static Value view(NeededPermission need) {
    return view("permission", need.role().permission(), GRAPH, need.required(), need.why()).build();
  }

  private static Value.Builder view(
      String kind, String right, Value scope, boolean required, String reason) {
    return Value.Obj.builder()
        .put("kind", kind)
        .put("right", right)
        .put("scope", scope)
        .put("required", required)
        .put("reason", reason);
  }
}
