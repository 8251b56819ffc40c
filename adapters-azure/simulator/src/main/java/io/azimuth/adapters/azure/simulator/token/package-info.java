/** The access tokens of the sign-in service, right or wrong on purpose, and their signing keys. */
package io.azimuth.adapters.azure.simulator.token;
