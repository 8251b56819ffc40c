package io.azimuth.domain.azure.id;

import java.util.Optional;

/**
 * The id that Azure gives a virtual machine when it is created, and no other machine ever: {@code
 * properties.vmId} in Resource Manager, {@code vmId} in the answer of the metadata service.
 *
 * @param value a GUID, kept in lower case
 */
public record VmId(String value) {

  public VmId {
    value = GuidText.require(value, "vmId");
  }

  /** The id, or empty when the text is no GUID. */
  public static Optional<VmId> parse(String text) {
    return GuidText.canonical(text).map(VmId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
