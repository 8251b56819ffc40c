/** The attestation service: what it says about the platforms of machines. */
package io.azimuth.adapters.azure.simulator.attestation;
