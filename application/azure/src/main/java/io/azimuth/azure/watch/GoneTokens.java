package io.azimuth.azure.watch;

import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.spi.issued.HeldToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tokens of those that are gone. A machine that logged in since Azure's last answer is left
 * out, with all tokens: the machine may be back. For use by one thread at a time.
 */
final class GoneTokens {

  /** The most tokens of one round; the next one takes the others. */
  private static final int MOST = 50_000;

  private final MountTenants tenants;
  private final Map<TokenHolder, GoneHolder> gone;
  private final Map<GoneHolder, List<String>> accessors = new LinkedHashMap<>();
  private final Set<GoneHolder> back = new HashSet<>();
  private int count;

  GoneTokens(List<GoneHolder> gone, MountTenants tenants) {
    this.tenants = tenants;
    this.gone =
        gone.stream()
            .collect(Collectors.toUnmodifiableMap(GoneHolder::holder, Function.identity()));
  }

  void look(HeldToken token) {
    TokenHolder.of(token, tenants)
        .flatMap(holder -> Optional.ofNullable(gone.get(holder)))
        .ifPresent(holder -> look(token, holder));
  }

  private void look(HeldToken token, GoneHolder holder) {
    if (holder.gone().isContradictedBy(token.issuedAt())) {
      back.add(holder);
      accessors.remove(holder);
    } else if (!back.contains(holder) && count < MOST) {
      count++;
      accessors.computeIfAbsent(holder, key -> new ArrayList<>()).add(token.accessor());
    }
  }

  Map<GoneHolder, List<String>> found() {
    return accessors;
  }
}
