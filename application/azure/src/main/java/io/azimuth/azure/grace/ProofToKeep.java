package io.azimuth.azure.grace;

import io.azimuth.domain.azure.grace.MachineProof;

/**
 * A proof that a granted login is to keep.
 *
 * @param place where it is kept
 * @param proof what Azure said
 */
public record ProofToKeep(ProofPlace place, MachineProof proof) {
}
