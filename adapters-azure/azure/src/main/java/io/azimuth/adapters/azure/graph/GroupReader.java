package io.azimuth.adapters.azure.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.call.RequestRefusedException;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.domain.azure.id.GroupId;
import java.util.HashSet;
import java.util.Set;

/** Reads answers that list groups. */
final class GroupReader {

  private static final String GROUP = "#microsoft.graph.group";

  private GroupReader() {}

  /**
   * The groups of a page that lists objects of any kind.
   *
   * @throws UnusableAnswerException when it is none
   */
  static Set<GroupId> groups(JsonNode page) {
    Set<GroupId> groups = new HashSet<>();
    for (JsonNode member : list(page)) {
      if (isSecurityGroup(member)) {
        groups.add(group(member.path("id")));
      }
    }
    return groups;
  }

  /**
   * Reads an answer that lists ids only.
   *
   * @throws UnusableAnswerException when it is none
   */
  static Set<GroupId> ids(JsonNode body) {
    JsonNode list = list(body);
    if (list.size() > GroupCalls.MAX_AT_ONCE || body.has("@odata.nextLink")) {
      throw new UnusableAnswerException("the answer holds more groups than Graph tells at once");
    }
    Set<GroupId> groups = new HashSet<>();
    list.forEach(id -> groups.add(group(id)));
    return groups;
  }

  // Without the right to read groups, each has only type and id.
  private static boolean isSecurityGroup(JsonNode member) {
    JsonNode enabled = member.path("securityEnabled");
    return GROUP.equals(member.path("@odata.type").asText())
        && (!enabled.isBoolean() || enabled.asBoolean());
  }

  private static JsonNode list(JsonNode body) {
    JsonNode list = body.path("value");
    if (!list.isArray()) {
      throw new UnusableAnswerException("the answer lists no groups");
    }
    return list;
  }

  private static GroupId group(JsonNode id) {
    try {
      return new GroupId(GraphGuid.require(id.asText(), "the id of a group").toString());
    } catch (RequestRefusedException e) {
      throw new UnusableAnswerException(e.detail());
    }
  }
}
