package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.spi.api.Value;
import java.util.Map;
import java.util.Set;

/** Finds out from an answer whether the server wants the attested document of the machine. */
public final class AttestedDemand {

  private static final Set<String> REASONS =
      Set.of("attested_document_missing", "attested_nonce_unknown");

  /** Where a refusal and an explanation have their reasons. */
  private static final Map<String, String> LISTS = Map.of("reasons", "code", "checks", "reason");

  private AttestedDemand() {}

  /** Whether a document, or one with another nonce, may change the answer. */
  public static boolean isIn(ApiReply reply) {
    return LISTS.entrySet().stream()
        .anyMatch(
            list ->
                reply.data().get(list.getKey()).orElse(Value.NULL) instanceof Value.Items items
                    && items.values().stream().anyMatch(item -> wants(item, list.getValue())));
  }

  private static boolean wants(Value item, String member) {
    return item instanceof Value.Obj object
        && ApiReply.text(object, member).filter(REASONS::contains).isPresent();
  }
}
