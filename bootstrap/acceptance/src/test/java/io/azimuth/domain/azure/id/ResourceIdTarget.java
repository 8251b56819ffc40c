package io.azimuth.domain.azure.id;

import io.azimuth.domain.azure.evidence.ResourceClaims;
import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fuzzes resource ids, and the claims that contain them. */
public final class ResourceIdTarget implements FuzzTarget {

  @Override
  public List<byte[]> seeds() {
    String group = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg.(1)_-";
    return Inputs.texts(
        group + "/providers/Microsoft.Compute/virtualMachines/vm-1",
        group + "/providers/Microsoft.Compute/virtualMachineScaleSets/s/virtualMachines/0",
        group + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id one",
        group.toUpperCase(java.util.Locale.ROOT) + "/PROVIDERS/Microsoft.Web/sites/é/slots/x");
  }

  @Override
  public void accept(byte[] input) {
    String text = Inputs.text(input);
    Optional<ResourceId> id = ResourceId.parse(text);
    id.ifPresent(parsed -> isWhole(text, parsed));
    ResourceClaims claims =
        ResourceClaims.of(ClaimSet.of(Map.of("xms_mirid", text, "xms_az_rid", text)));
    Property.same(claims.malformed().isEmpty(), id.isPresent(), "malformed " + text);
  }

  private static void isWhole(String text, ResourceId id) {
    Property.holds(AsciiCase.equal(id.text(), text), () -> text + " became " + id);
    Property.same(ResourceId.parse(id.text()), Optional.of(id), "printed");
    Property.same(ResourceId.parse(id.canonical()), Optional.of(id), "canonical");
    Property.same(
        ResourceId.parse(id.canonical()).orElseThrow().canonical(), id.canonical(), "twice");
    Property.same(URI.create("https://x" + encoded(id)).getRawQuery(), null, "query");
  }

  private static String encoded(ResourceId id) {
    StringBuilder path = new StringBuilder();
    id.text()
        .codePoints()
        .forEach(
            c -> {
              if (c < 0x80 && c != ' ' && "^`{}[]".indexOf(c) < 0) {
                path.appendCodePoint(c);
              } else {
                path.append('x');
              }
            });
    return path.toString();
  }
}
