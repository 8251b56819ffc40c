package io.azimuth.application.api;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.api.WrapInfo;
import io.azimuth.spi.route.Rendering;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The common envelope of answers, always with all of its keys. */
public final class EnvelopeBody {

  private EnvelopeBody() {}

  public static Value.Obj of(ApiResponse response, Answer.Envelope answer) {
    Value.Builder body = Value.Obj.builder();
    if (response.rendering() == Rendering.DATA_AT_ROOT) {
      // Added first, so that a key of the envelope replaces one of the data.
      answer.data().ifPresent(data -> data.members().forEach(body::put));
    }
    return head(body, response.requestId(), answer)
        .put("data", answer.data().map(data -> (Value) data).orElse(Value.NULL))
        .put("wrap_info", Value.NULL)
        .put("warnings", warnings(answer.warnings()))
        .put("auth", answer.auth().map(EnvelopeBody::auth).orElse(Value.NULL))
        .put("mount_type", response.mountType())
        .build();
  }

  /** The envelope of a wrapped answer. It reveals nothing else, not even the id of the request. */
  public static Value.Obj of(WrapInfo info) {
    return head(Value.Obj.builder(), "", "", false, Duration.ZERO)
        .put("data", Value.NULL)
        .put("wrap_info", wrapInfo(info))
        .put("warnings", Value.NULL)
        .put("auth", Value.NULL)
        .put("mount_type", "")
        .build();
  }

  private static Value.Builder head(Value.Builder body, String requestId, Answer.Envelope answer) {
    return answer
        .lease()
        .map(lease -> head(body, requestId, lease.id(), lease.renewable(), lease.duration()))
        .orElseGet(() -> head(body, requestId, "", false, answer.freshFor()));
  }

  private static Value.Builder head(
      Value.Builder body, String requestId, String lease, boolean renewable, Duration duration) {
    return body.put("request_id", requestId)
        .put("lease_id", lease)
        .put("renewable", renewable)
        .put("lease_duration", seconds(duration));
  }

  private static Value wrapInfo(WrapInfo info) {
    return Value.Obj.builder()
        .put("token", info.token().expose())
        .put("accessor", info.accessor())
        .put("ttl", info.ttl().toSeconds())
        .put("creation_time", info.creationTime().toString())
        .put("creation_path", info.creationPath())
        .putIfPresent("wrapped_accessor", info.wrappedAccessor())
        .build();
  }

  // Limited, because some clients read it into 32 bits.
  private static long seconds(Duration lease) {
    return Math.min(lease.toSeconds(), Integer.MAX_VALUE);
  }

  private static Value warnings(List<String> warnings) {
    return warnings.isEmpty() ? Value.NULL : Value.of(warnings);
  }

  private static Value auth(Auth auth) {
    Value.Builder body =
        Value.Obj.builder()
            .put("client_token", auth.clientToken().expose())
            .put("accessor", auth.accessor())
            .put("policies", auth.policies());
    putUnlessEmpty(body, "token_policies", auth.tokenPolicies());
    putUnlessEmpty(body, "identity_policies", auth.identityPolicies());
    return body.put("metadata", metadata(auth.metadata()))
        .put("lease_duration", auth.lease().toSeconds())
        .put("renewable", auth.renewable())
        .put("entity_id", auth.entityId())
        .put("token_type", auth.type())
        .put("orphan", auth.orphan())
        .put("mfa_requirement", Value.NULL)
        .put("num_uses", auth.numUses())
        .build();
  }

  private static void putUnlessEmpty(Value.Builder body, String name, List<String> texts) {
    Optional.of(texts).filter(t -> !t.isEmpty()).ifPresent(t -> body.put(name, t));
  }

  private static Value metadata(Map<String, String> metadata) {
    return metadata.isEmpty() ? Value.NULL : Value.of(new TreeMap<>(metadata));
  }
}
