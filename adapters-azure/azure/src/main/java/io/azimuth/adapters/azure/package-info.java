/**
 * The Azure clouds: which there are, how they are reached, and what the tokens of a tenant are
 * like.
 *
 * <p>{@link io.azimuth.adapters.azure.AzureModule} binds the ports.
 */
package io.azimuth.adapters.azure;
