package io.azimuth.adapters.azure.simulator.arm;

import io.azimuth.domain.azure.rights.ActionGrant;
import io.azimuth.domain.azure.rights.ActionPattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a caller may do, as Resource Manager writes it. */
final class GrantDocument {

  private GrantDocument() {}

  static Map<String, Object> of(List<ActionGrant> grants) {
    return Map.of("value", grants.stream().map(GrantDocument::of).toList());
  }

  private static Map<String, Object> of(ActionGrant grant) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("actions", texts(grant.actions()));
    members.put("notActions", texts(grant.notActions()));
    members.put("dataActions", texts(grant.dataActions()));
    members.put("notDataActions", texts(grant.notDataActions()));
    return members;
  }

  private static List<String> texts(List<ActionPattern> patterns) {
    return patterns.stream().map(ActionPattern::value).toList();
  }
}
