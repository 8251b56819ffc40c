package io.azimuth.azure.rights;

import io.azimuth.domain.azure.rights.ActionPurposeText;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.JudgedRight;
import io.azimuth.domain.azure.rights.NeededAction;
import io.azimuth.domain.azure.rights.NeededPermission;
import io.azimuth.domain.azure.rights.NeededRights;
import io.azimuth.domain.azure.rights.RightsComparison;
import io.azimuth.domain.azure.rights.RightsReport;
import io.azimuth.domain.azure.rights.UnusedRight;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The rights of a mount in an answer. */
final class RightsView {

  private static final Value GRAPH = Value.of(RightsComparison.GRAPH);

  private RightsView() {}

  /** Those that are needed, when Azure was not asked what there is. */
  static Value.Obj of(NeededRights needed) {
    List<Value> all = views(needed).stream().<Value>map(Value.Builder::build).toList();
    return Value.Obj.builder()
        .put("needed", new Value.Items(all))
        .put("complete", needed.complete())
        .build();
  }

  /** The same with Azure's answer about each, and with the rights that nothing needs. */
  static Value.Obj of(NeededRights needed, RightsReport report) {
    List<Value> all = new ArrayList<>();
    Iterator<JudgedRight> judged = report.needed().iterator(); // in the same order
    for (Value.Builder view : views(needed)) {
      JudgedRight right = judged.next();
      all.add(
          view.put("state", right.state().name().toLowerCase(Locale.ROOT))
              .put("detail", right.detail())
              .build());
    }
    return Value.Obj.builder()
        .put("needed", new Value.Items(all))
        .put(
            "unused",
            new Value.Items(report.unused().stream().<Value>map(RightsView::view).toList()))
        .put("complete", report.complete())
        .put("gaps", report.gaps())
        .build();
  }

  private static List<Value.Builder> views(NeededRights needed) {
    List<Value.Builder> all = new ArrayList<>();
    needed.actions().forEach(it -> all.add(view(it)));
    needed.permissions().forEach(it -> all.add(view(it)));
    needed
        .ownership()
        .ifPresent(
            why ->
                all.add(
                    view(
                        "ownership",
                        RightsComparison.OWNERSHIP,
                        GRAPH,
                        needed.requiresOwnership(),
                        why)));
    return all;
  }

  private static Value.Builder view(NeededAction need) {
    Value scope = need.scope().map(AzureScope::path).<Value>map(Value::of).orElse(Value.NULL);
    return view(
        "action", need.action().value(), scope, need.required(), ActionPurposeText.of(need));
  }

  private static Value.Builder view(NeededPermission need) {
    return view("permission", need.role().permission(), GRAPH, need.required(), need.why());
  }

  private static Value.Obj view(UnusedRight right) {
    return Value.Obj.builder()
        .put("right", right.right())
        .put("scope", right.place())
        .put("dangerous", right.dangerous())
        .put("reason", right.why())
        .build();
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
