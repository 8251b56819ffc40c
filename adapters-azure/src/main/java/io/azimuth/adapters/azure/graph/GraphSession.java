package io.azimuth.adapters.azure.graph;

import com.azure.core.http.HttpPipeline;
import com.azure.resourcemanager.authorization.fluent.MicrosoftGraphClient;

/**
 * Microsoft Graph as one mount sees it.
 *
 * @param client sends each call once
 * @param repeating repeats calls as the mount wishes; for reads
 */
record GraphSession(MicrosoftGraphClient client, HttpPipeline repeating) {}
