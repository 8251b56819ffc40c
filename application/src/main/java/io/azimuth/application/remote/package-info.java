/** Values that other systems publish: fetched by one for all, kept while the system is away. */
package io.azimuth.application.remote;
