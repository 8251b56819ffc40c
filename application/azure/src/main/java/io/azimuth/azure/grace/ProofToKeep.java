package io.azimuth.azure.grace;

import io.azimuth.domain.azure.grace.MachineProof;

/**
 * A proof that a granted login is to keep.
 *
 * @param proof what Azure said
 */
public record ProofToKeep(ProofPlace place, MachineProof proof) {}
