package io.azimuth.adapters.azure.simulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Applies a fault to a right document. */
final class DocumentMutator {

  private static final String FOREIGN = "https://management.foreign.azimuth.example";

  private DocumentMutator() {}

  /**
   * Changes the document.
   *
   * @param address what was asked for, absolute
   */
  static void mutate(ResourceFault fault, ObjectNode document, String address) {
    switch (fault.mode()) {
      case EMPTY_ENTRIES -> changeEntries(document, ObjectNode::putObject);
      case NULL_ENTRIES -> changeEntries(document, ObjectNode::putNull);
      case NO_PRINCIPAL -> {
        document.findParents("principalId").forEach(it -> ((ObjectNode) it).remove("principalId"));
      }
      case OTHER_ID -> otherId(fault, document);
      case FOREIGN_NEXT_LINK ->
          document.put(
              "nextLink",
              fault.detail().orElse(FOREIGN + address.substring(address.indexOf('/', 8))));
      case SELF_NEXT_LINK -> document.put("nextLink", address);
      default -> throw new IllegalArgumentException("not a matter of documents: " + fault.mode());
    }
  }

  @FunctionalInterface
  private interface EntryChange {
    Object change(ObjectNode entries, String key);
  }

  private static void changeEntries(ObjectNode document, EntryChange change) {
    if (document.path("identity").path("userAssignedIdentities") instanceof ObjectNode entries) {
      List<String> keys = new ArrayList<>();
      entries.fieldNames().forEachRemaining(keys::add);
      keys.forEach(it -> change.change(entries, it));
    }
  }

  private static void otherId(ResourceFault fault, ObjectNode document) {
    JsonNode own = document.path("id");
    String other = fault.detail().orElse(own.asText() + "-other");
    document.put("id", other);
    document.put("name", other.substring(other.lastIndexOf('/') + 1));
  }
}
