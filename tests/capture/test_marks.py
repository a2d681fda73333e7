"""What files say of their making, against facts known of real files; see the manifest beside them."""

from pathlib import Path

import pytest

from studio_app.capture.marks import MarksUnreadable, read_marks
from studio_app.domain.generations import FileMarks, GenerationRecord

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"the shared sample files are not at {DATA}")

# file, dialect, system, model, {seed}, {steps}, size ("" where the file has none)
KNOWN = [
    ("sd-webui.png", "AUTOMATIC1111", "AUTOMATIC1111", "waiIllustriousSDXL_v160", "3782896554", "20", "1024x1024"),
    ("invokeai.png", "InvokeAI", "InvokeAI", "waiIllustriousSDXL_v160", "3951921344", "24", "1024x1024"),
    ("novelai-full.png", "NovelAI", "NovelAI", "NovelAI Diffusion V4.5", "2043807047", "28", "832x1216"),
    ("swarmui.png", "SwarmUI", "SwarmUI", "waiIllustriousSDXL_v160", "2083100758", "20", "1024x1024"),
    ("comfyui-saveimagewithmetadata.png", "ComfyUI", "ComfyUI", "waiIllustriousSDXL_v160.safetensors",
     "38802053347333", "20", "1024x1024"),
    ("ruined-fooocus.png", "RuinedFooocus", "RuinedFooocus", "waiNSFWIllustrious_v150.safetensors",
     "2020047614", "30", "1024x1024"),
    ("stability-matrix.png", "ComfyUI", "StabilityMatrix", "waiIllustriousSDXL_v160.safetensors",
     "395309383", "20", "1024x1024"),
    ("jpg_sd-webui.jpg", "AUTOMATIC1111", "AUTOMATIC1111", "waiIllustriousSDXL_v160", "3623174757", "20", "1024x1024"),
    ("jpg_swarmui.jpg", "SwarmUI", "SwarmUI", "waiIllustriousSDXL_v160", "697543491", "20", "1024x1024"),
    ("jpg_civitai.jpeg", "AUTOMATIC1111", "Civitai", "", "1311178179", "25", "1024x1024"),
    ("jpg_comfyui-save-image-extended.jpeg", "ComfyUI", "ComfyUI", "waiIllustriousSDXL_v160.safetensors",
     "813617545434765", "20", "1024x1024"),
    ("jpg_forge-classic.jpeg", "AUTOMATIC1111", "Forge Classic", "waiIllustriousSDXL_v160",
     "2547514258", "20", "1024x1024"),
    ("webp_forge-neo.webp", "AUTOMATIC1111", "Forge Neo", "waiIllustriousSDXL_v160", "2056443400", "24", "1024x1024"),
    ("webp_novelai-curated.webp", "NovelAI", "NovelAI", "NovelAI Diffusion V4.5", "880673757", "23", "1024x1024"),
    ("webp_comfyui-save-image-extended.webp", "ComfyUI", "ComfyUI", "waiIllustriousSDXL_v160.safetensors",
     "602057552457611", "20", "1024x1024"),
    ("sdparsers_automatic1111_cropped.png", "AUTOMATIC1111", "AUTOMATIC1111 family",
     "realistic_realisticVisionV20_v20", "235284042", "15", "512x400"),
    ("sdparsers_automatic1111_cropped.jpg", "AUTOMATIC1111", "AUTOMATIC1111 family",
     "realistic_realisticVisionV20_v20", "235284042", "15", "512x400"),
    ("sdparsers_img2img_cropped.png", "ComfyUI", "ComfyUI", "v1-5-pruned-emaonly.ckpt", "280823642470253", "20", ""),
    ("sdparsers_fooocus1_cropped.png", "Fooocus", "Fooocus", "juggernautXL_v8Rundiffusion",
     "6952411511246973023", "30", "768x1280"),
    ("sdparsers_invokeai_dream1.png", "InvokeAI", "InvokeAI", "", "2980747362", "50", "512x768"),
    ("sdparsers_novelai1_cropped.png", "NovelAI", "NovelAI", "Stable Diffusion", "2253955223", "50", ""),
    ("sdparsers_text_after_idat.png", "AUTOMATIC1111", "AUTOMATIC1111 family",
     "realistic_realisticVisionV20_v20", "235284042", "15", "512x400"),
    ("comfy_sdxl_edit_model.png", "ComfyUI", "ComfyUI", "cosxl_edit.safetensors", "11652752290163", "20", ""),
    ("invoke_mountain-man.png", "InvokeAI", "InvokeAI", "", "4082001100", "20", "512x512"),
    ("invoke_apricots-0.png", "InvokeAI", "InvokeAI", "", "4082001100", "20", "512x512"),
    ("forge_card-no-preview.png", "AUTOMATIC1111", "AUTOMATIC1111 family", "dreamlike-photoreal-2.0",
     "2448144561", "20", "512x768"),
    ("novelai_sample-0316.png", "NovelAI", "NovelAI", "Stable Diffusion XL", "1148692016", "28", "128x128"),
    ("dynamicprompts_platinum.png", "AUTOMATIC1111", "AUTOMATIC1111 family", "", "2602647927", "20", "512x512"),
]  # fmt: skip


def marks_of(name: str, folder: str = "a_ai_metadata") -> FileMarks:
    return read_marks(DATA / folder / name)


def generation_of(name: str, folder: str = "a_ai_metadata") -> GenerationRecord:
    record = marks_of(name, folder).generation
    assert record is not None
    return record


def values(record: GenerationRecord, name: str) -> set[str]:
    return {finding.value for finding in record.findings if finding.name == name}


@needs_data
@pytest.mark.parametrize(("name", "dialect", "system", "model", "seed", "steps", "size"), KNOWN)
def test_known_facts_are_read(name, dialect, system, model, seed, steps, size):
    record = generation_of(name)
    assert (record.dialect, record.system, record.model) == (dialect, system, model)
    assert values(record, "seed") == {seed}
    assert values(record, "steps") == {steps}
    assert values(record, "size") == ({size} if size else set())
    assert record.prompts


@needs_data
@pytest.mark.parametrize(
    ("name", "seeds", "models", "steps"),
    [
        ("sdparsers_night_evening_day_morning_cropped.png", {"335608130539327", "1122440447966177"},
         {"AbyssOrangeMix2_hard.safetensors", "Anything-V3.0.ckpt"}, {"13", "14"}),
        ("comfy_workflow_night_evening_day_morning.png", {"335608130539327", "1122440447966177"},
         {"AbyssOrangeMix2_hard.safetensors", "Anything-V3.0.ckpt"}, {"13", "14"}),
        ("comfy_image_remixing.png", {"641688602286696", "828636986666556"},
         {"stable_cascade_stage_b.safetensors", "stable_cascade_stage_c.safetensors"}, {"10", "20"}),
    ],
)  # fmt: skip
def test_several_samplers_are_several_findings(name, seeds, models, steps):
    record = generation_of(name)
    assert values(record, "seed") == seeds
    assert values(record, "model") == models
    assert set(record.model.split(", ")) == models
    assert values(record, "steps") == steps


@needs_data
@pytest.mark.parametrize("name", ["jpg_empty.jpg", "gimp.png", "webp_gimp.webp", "controlnet_dog_input_sketch.jpg"])
def test_a_stripped_file_is_no_evidence(name):
    marks = marks_of(name)
    assert marks.generation is None
    assert marks.problems == ()


@needs_data
def test_every_fact_says_where_it_stood():
    assert {finding.where for finding in generation_of("sd-webui.png").findings} == {"PNG iTXt parameters"}
    assert {finding.where for finding in generation_of("jpg_sd-webui.jpg").findings} == {"EXIF UserComment"}
    assert {finding.where for finding in generation_of("sdparsers_text_after_idat.png").findings} == {
        "PNG zTXt parameters"
    }
    places = {finding.where for finding in generation_of("comfy_sdxl_edit_model.png").findings}
    assert "PNG tEXt prompt #37:1 RandomNoise" in places


@needs_data
def test_japanese_in_a_text_that_claims_latin_1_is_read():
    assert any("#テスト" in prompt for prompt in generation_of("stability-matrix.png").prompts)


@needs_data
@pytest.mark.parametrize(
    ("name", "events", "first"),
    [
        ("psdtools_4x4_16bit_rgb.psd", 3, "created 2018-11-08T16:26:56+09:00 Adobe Photoshop CC 2018 (Macintosh)"),
        ("psdtools_1layer.psb", 2, "created 2017-04-17T16:16:12+09:00 Adobe Photoshop CC 2017 (Macintosh)"),
        ("kif_8bit-grayscale.png", 6, "created 2022-03-22T07:49:25+01:00 Adobe Photoshop 23.2 (Windows)"),
    ],
)
def test_histories_are_evidence(name, events, first):
    history = [finding.value for finding in marks_of(name, "c_artist_files").evidence if finding.name == "history"]
    assert len(history) == events
    assert history[0] == first


@needs_data
def test_a_placeholder_author_is_a_finding_like_others():
    said = {finding.name: finding.value for finding in marks_of("krita_Anim-Jp-EN.kra", "c_artist_files").evidence}
    assert said["initial_creator"] == "不明"
    assert said["editing_time"] == "1695"
    assert said["created"] == "2016-06-07T10:06:45"


@needs_data
def test_no_hostile_file_raises_and_each_is_read_in_a_moment():
    read = [read_marks(path) for path in sorted((DATA / "e_hostile").iterdir()) if path.is_file()]
    assert len(read) > 80


@needs_data
def test_settings_inside_a_prompt_are_prompt():
    record = generation_of("crafted_a1111_negative_prompt_contains_Steps.png", "e_hostile")
    assert (values(record, "seed"), values(record, "steps"), record.model) == ({"424242"}, {"25"}, "lake_v1")


@needs_data
def test_a_24_mib_text_is_a_sentence():
    marks = marks_of("crafted_png_zTXt_parameters_24MiB.png", "e_hostile")
    assert marks.generation is None
    assert marks.problems == (
        "The text 'parameters' of the PNG is larger than 16 MiB with what stands before it and was not read.",
    )


def test_a_missing_file_is_one_sentence_and_a_hint(tmp_path):
    with pytest.raises(MarksUnreadable) as caught:
        read_marks(tmp_path / "gone.png")
    assert caught.value.message == "The file gone.png cannot be read: No such file or directory."
    assert caught.value.hint
